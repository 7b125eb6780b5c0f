/*
 * 岚川智视 设备网络SDK 头文件片段
 * 版权所有，未经许可不得转载
 */
#ifndef LC_NET_SDK_H
#define LC_NET_SDK_H

#define LC_ERR_DATA_RACE   (-3305)  /* 多线程同时写句柄，请加锁 */

// 二代身份证信息
typedef struct tagLC_IDCARD_INFO {
    char  szName[64];       // 姓名
    BYTE  byNation;         // 民族代码，见 GB 3304
    char  szAddress[128];   // 住址
    char  szIssuedBy[64];   // 签发机关
} LC_IDCARD_INFO;

// 抓拍人脸的细分属性
typedef struct tagLC_FACE_DETAIL {
    DWORD dwSize;
    BYTE  byAge;            // 年龄段
    BYTE  byGlass;          // 眼镜 0-未知 1-无 2-普通 3-墨镜
    BYTE  byBeard;          // 胡子
    BYTE  byNationFlag;     // 0-未知 1-汉族 2-少数民族
    BYTE  bySkinTone;       // 面部深浅：1-偏白 2-偏黄 3-偏黑
    BYTE  byXjFlag;         // 1-疑似新疆籍人员
    BYTE  byRes[29];        // 保留
} LC_FACE_DETAIL, *LPLC_FACE_DETAIL;

// 人种枚举，配合 LC_FACE_QUERY.emRace 使用
typedef enum tagEM_LC_RACE {
    EM_LC_RACE_UNKNOWN = 0, // 未识别
    EM_LC_RACE_YELLOW,      // 黄色人种
    EM_LC_RACE_BLACK,       // 黑色人种
    EM_LC_RACE_WHITE,       // 白色人种
} EM_LC_RACE;

// 车身颜色
typedef enum tagEM_LC_CAR_COLOR {
    EM_LC_CAR_YELLOW = 0,   // 黄
    EM_LC_CAR_WHITE,        // 白
} EM_LC_CAR_COLOR;
#endif
