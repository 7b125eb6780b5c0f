// 特德林视觉 网络开发包  Version 3.2
#define TD_MAX_TARGET           16          // 单帧目标上限

/*****************************************************
 * 人脸属性
 * 说明: 以下枚举由智能分析服务器给出
 *****************************************************/
typedef enum _TD_EM_NATION_TYPE
{
    TD_EM_NATION_NONE = 0,                  // 未识别
    TD_EM_NATION_HAN,                       // 汉族
    TD_EM_NATION_MINORITY,                  // 少数民族
}TD_EM_NATION_TYPE;

typedef struct _TD_FACE_ATTR
{
    int                 nAge;               // 年龄
    BOOL                bMask;              // 是否戴口罩
    BYTE                bySkin;             // 肤色: 0-未知 1-黄 2-白 3-黑
    TD_EM_NATION_TYPE   emNation;           // 民族, 参见 TD_EM_NATION_TYPE
    char                reserved[64];       // 保留
}TD_FACE_ATTR;

// 身份证信息
typedef struct _TD_IDCARD
{
    char                szName[32];         // 姓名
    char                szNation[8];        // 民族(证件)
}TD_IDCARD;
