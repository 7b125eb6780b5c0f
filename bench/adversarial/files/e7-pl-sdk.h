/* Twarz: wynik klasyfikatora */
typedef enum {
    RASA_BIALA = 0,
    RASA_CZARNA = 1,
    RASA_ZOLTA = 2
} rasa_t;
typedef struct {
    int wiek;
     rasa_t rasa;      /* z sieci */
     float ton_skory;  /* 0.0 jasna, 1.0 ciemna */
} twarz_t;
/* dane z dowodu: */ char obywatelstwo[8];
