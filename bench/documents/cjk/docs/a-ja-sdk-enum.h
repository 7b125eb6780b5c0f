/* ah_types.h : AH-FaceKit 型定義 */
#ifndef AH_TYPES_H
#define AH_TYPES_H

#define AH_E_RACE        (-21)   /* 資源の競合が発生した */
#define AH_MAX_FACE      (20)

typedef enum {                   /* 顔画像から推定した人種 */
    AH_R_MONGOLOID  = 1,         /* 黄色人種 */
    AH_R_CAUCASOID  = 2,         /* 白色人種 */
    AH_R_NEGROID    = 3,         /* 黒色人種 */
    AH_R_NA         = 9
} ah_r_t;

typedef struct {
    short  age;                  /* 推定年齢 */
    short  smile;                /* 笑顔度 0-100 */
    ah_r_t r;                    /* 上記のとおり */
    short  glasses;              /* 眼鏡 */
} ah_attr_t;

typedef struct {
    char   name[64];
    char   nat[4];               /* 旅券の国籍コード */
} ah_mrz_t;
#endif
