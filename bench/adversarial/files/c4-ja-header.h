/* 北辰 FaceAttr SDK */
typedef struct {
    int   age;         /* 推定年齢 */
    int   glasses;     /* 0:なし 1:眼鏡 2:サングラス */
    int   jinshu;      /* 人種 0:不明 1:黄 2:白 3:黒 */
    float minzoku[4];  /* 民族ごとの確率 */
    int   skin;        /* 肌の明るさ 1-5 */
    int   shukyo;      /* 宗教（予約、常に-1） */
} HK_FACE_ATTR;

typedef struct {
    char  shimei[64];  /* 氏名（券面） */
    char  kokuseki[4]; /* 国籍（券面） */
} HK_CARD;
