/******************************************************************
 *  Veloqra Device SDK  V5.3.2                 人脸抓拍与属性分析
 *  Copyright (c) Qingzhou Veloqra Technology Co., Ltd.
 ******************************************************************/
#ifndef VQ_FACE_H
#define VQ_FACE_H

#include "vq_types.h"

#define VQ_MAX_FACE_NUM        64      // 单帧最大人脸数
#define VQ_FACE_ATTR_VERSION   7

/* 人脸属性: 肤色人种 */
typedef enum tagVQ_FACE_RACE
{
    VQ_FACE_RACE_UNKNOWN = 0,       // 未识别
    VQ_FACE_RACE_YELLOW,            // 黄种人
    VQ_FACE_RACE_BLACK,             // 黑种人
    VQ_FACE_RACE_WHITE,             // 白种人
} VQ_FACE_RACE;

/* 人脸属性: 民族识别结果 */
typedef enum tagVQ_FACE_NATION
{
    VQ_FACE_NATION_UNKNOWN = 0,
    VQ_FACE_NATION_HAN,             // 汉族
    VQ_FACE_NATION_MINORITY,        // 少数民族
} VQ_FACE_NATION;

/* 人脸属性, 由抓拍图片分析得到 */
typedef struct tagVQ_FACE_ATTRIBUTE
{
    DWORD   dwSize;
    BYTE    byAge;                  // 年龄
    BYTE    bySex;                  // 性别: 0-未知 1-男 2-女
    BYTE    byGlasses;              // 眼镜: 0-未知 1-否 2-是
    BYTE    byMask;                 // 口罩: 0-未知 1-否 2-是
    BYTE    byBeard;                // 胡须: 0-未知 1-否 2-是
    BYTE    byRace;                 // 人种, 参见 VQ_FACE_RACE
    BYTE    byNation;               // 民族: 0-未知 1-汉族 2-少数民族
    BYTE    bySmile;                // 微笑
    BYTE    byRes[24];              // 保留
} VQ_FACE_ATTRIBUTE, *LPVQ_FACE_ATTRIBUTE;

/* 视频参数 */
typedef struct tagVQ_IMAGE_PARAM
{
    DWORD   dwWhiteBalance;         // 白平衡
    DWORD   dwSkinExposure;         // 肤色曝光优先
    BYTE    byRes[16];
} VQ_IMAGE_PARAM;

#endif
