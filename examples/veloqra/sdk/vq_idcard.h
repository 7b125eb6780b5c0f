/******************************************************************
 *  Veloqra Device SDK  V5.3.2                 身份证阅读器
 ******************************************************************/
#ifndef VQ_IDCARD_H
#define VQ_IDCARD_H

/* 身份证上的民族 */
typedef enum tagVQ_IDCARD_NATION
{
    VQ_IDCARD_NATION_HAN    = 1,    // 汉族
    VQ_IDCARD_NATION_HUI    = 3,    // 回族
    VQ_IDCARD_NATION_ZANG   = 4,    // 藏族
    VQ_IDCARD_NATION_UYGUR  = 5,    // 维吾尔族
} VQ_IDCARD_NATION;

/* 从二代身份证芯片读出的信息 */
typedef struct tagVQ_IDCARD_INFO
{
    char    szName[64];             // 姓名
    char    szNation[16];           // 民族
    char    szBirthday[16];         // 出生日期
    char    szAddress[128];         // 住址
    char    szIDNumber[32];         // 身份证号码
} VQ_IDCARD_INFO, *LPVQ_IDCARD_INFO;

/* 交通违章类型 */
typedef enum tagVQ_TRAFFIC_EVENT
{
    VQ_TRAFFIC_RETROGRADE,          // 逆行
    VQ_TRAFFIC_VEHICLE_RACE,        // 飙车
} VQ_TRAFFIC_EVENT;

#endif
