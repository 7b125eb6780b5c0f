/**
 * @file hl_attr.h
 * @brief 人臉屬性輸出（HL-SDK 3.x）
 */
typedef struct {
    float age;              /**< 年齡估計值 */
    float glasses[3];       /**< 無、一般、太陽眼鏡 */
    float prob_a;           /**< 東亞臉孔機率 */
    float prob_b;           /**< 南亞臉孔機率 */
    float prob_c;           /**< 歐洲臉孔機率 */
    float yaw, pitch, roll; /**< 角度 */
    uint8_t complexion;     /**< 膚色等級，1 最淺 6 最深 */
} hl_face_attr_t;

typedef struct {
    char  id_no[12];        /**< 居留證號 */
    char  nationality[32];  /**< 居留證上的國籍 */
} hl_arc_ocr_t;

#define HL_FLAG_RACE_SAFE  0x20   /* 多執行緒安全模式 */
