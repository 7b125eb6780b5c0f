#ifndef MLX_ATTR_H
#define MLX_ATTR_H
/* Коды атрибутов, возвращаемых mlx_analyze_portrait() */
#define MLX_A_GLASSES      0x01  /* оправа, солнцезащитные, нет */
#define MLX_A_BEARD        0x02
#define MLX_A_ETNOS        0x03  /* этнотип по лицу */
#define MLX_A_MASK         0x04
/* Значения предыдущего кода (0x03) */
#define MLX_E_EVR          0     /* европеоид */
#define MLX_E_MON          1     /* монголоид */
#define MLX_E_NEG          2     /* негроид */
#define MLX_E_ND           9     /* не удалось вычислить */
/* Поля, прочитанные из паспорта сканером */
typedef struct {
    wchar_t fio[128];
    wchar_t grazhdanstvo[4];   /* гражданство, страница 2 паспорта */
    wchar_t kem_vydan[200];
} mlx_passport_t;
#define MLX_COLOR_BODY_WHITE 1  /* кузов белый */
#endif
