/*
 * lj_meta_def.h  目标元数据定义
 * 适用: LJ-E 系列边缘盒 固件 3.6 及以上
 */
#pragma once
#include <stdint.h>

#define LJ_META_MAX_OBJ      64
#define LJ_ERR_RACE          -1107  /* 回调与销毁并发, 重试即可 */

/* 单个人体目标 */
struct lj_person_meta {
    uint32_t  track_id;
    uint16_t  box[4];
    uint8_t   gender;        /* 0 女 1 男 */
    uint8_t   age_band;      /* 见 LJ_AGE_* */
    uint8_t   hair;          /* 0 短 1 长 2 秃 */
    uint8_t   ssmz;          /* 1: 疑似少数民族 0: 否 255: 置信度不足 */
    uint8_t   ethic_conf;    /* 上项的把握程度, 百分制 */
    uint8_t   fuse;          /* 1 黄 2 白 3 黑 */
    uint8_t   hold_phone;    /* 是否打手机 */
    uint8_t   rz;            /* 人种, 预留, 当前版本恒为 0 */
    uint8_t   pad[6];
};

/* 机动车目标 */
struct lj_vehicle_meta {
    uint32_t  track_id;
    uint8_t   body_color;    /* 1 黄 2 白 3 黑 4 银 5 红 */
    uint8_t   brand[24];
    uint8_t   plate_bg;      /* 1 黄底 2 蓝底 3 白底 */
};

/* 门禁一体机刷证 */
struct lj_card_swipe {
    char      name[40];
    char      mz[12];        /* 证面民族 */
    char      expire[12];
};
