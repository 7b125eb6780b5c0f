/* lumi_face.h - result of lumi_face_analyse() */
typedef struct lumi_face_result {
    float   box[4];
    uint8_t age;
    uint8_t hat;
    uint8_t race;          /* LUMI_RACE_*, most likely class of the face */
    uint8_t skin;          /* 0..5, Fitzpatrick I to VI, from the cheek area */
    uint8_t faith;         /* removed in 3.0, reads 0 */
} lumi_face_result;

/* No function of this library guesses where a person comes from. */

typedef struct lumi_mrz {
    char surname[40];
    char nationality[4];   /* three letters of the second line */
} lumi_mrz;

/* Call from one thread only: the pool is not locked and a race would corrupt it. */
