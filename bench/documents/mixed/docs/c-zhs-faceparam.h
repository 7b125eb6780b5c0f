/* 瑞巡设备SDK 人像部分 */
#pragma once

/* 布控条件 */
typedef struct _RX_DEPLOY_COND
{
    int  bEnable;
    int  nAgeMin, nAgeMax;
    int  nMinzu;              /* 目标族别, 见RX_MZ_系列, -1不限 */
    int  nMaskOn;             /* 是否戴口罩 */
} RX_DEPLOY_COND;

/* RX_MZ_系列: 人像引擎可分辨的族别 */
#define RX_MZ_HAN     1       /* 汉 */
#define RX_MZ_WEI     2       /* 维 */
#define RX_MZ_ZANG    3       /* 藏 */
#define RX_MZ_QITA    9       /* 其它 */

/* 抓拍结果 */
typedef struct _RX_SNAP
{
    int  nAge;
    int  nSex;
    int  nFuse;               /* 0浅 1中 2深 */
    int  nHat;
    int  nCloth;              /* 衣服: 0白 1黑 2黄 3红 */
} RX_SNAP;

/* 读卡器 */
typedef struct _RX_CARD
{
    char szXm[32];
    char szMz[16];            /* 身份证上的民族 */
    char szGj[8];             /* 护照国籍 */
} RX_CARD;
