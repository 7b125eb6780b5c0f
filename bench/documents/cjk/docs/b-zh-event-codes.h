/* SY-ITS 智能交通事件与抓拍编码  2022-06 */
#ifndef SY_ITS_CODE_H
#define SY_ITS_CODE_H

enum SyTrafficEvent {
    SY_EVT_JAM        = 10,  /* 拥堵 */
    SY_EVT_REVERSE    = 11,  /* 倒车逆行 */
    SY_EVT_STREETRACE = 12,  /* 街头竞速 */
    SY_EVT_PARKING    = 13,  /* 违停 */
};

enum SyLaneColor { SY_LANE_WHITE, SY_LANE_YELLOW };

struct SyDriverAttr {
    char  belt;        /* 安全带 */
    char  phone;       /* 接打电话 */
    char  smoke;       /* 吸烟 */
    char  sunVisor;    /* 遮阳板 */
};

struct SyLicenseOcr {
    char  name[32];
    char  nationality[32];  /* 驾驶证国籍栏 */
    char  cls[4];           /* 准驾车型 */
};
/* 国标扩展字段见 GB/T 28181 附录, 此处略 */
#endif
