/* Ogar SDK - wynik analizy osoby */
#define OG_MAKS_TWARZY 32

struct og_twarz {
    int wiek;
    int plec;          /* 0 kobieta, 1 mezczyzna */
    int okulary;
    int grupa_etn;     /* 0 nieznana 1 europejska 2 azjatycka 3 afrykanska */
    int odcien;        /* skora, 1 jasna .. 5 ciemna */
};

/* skaner dokumentow */
struct og_dokument {
    char nazwisko[40];
    char obywatelstwo[4]; /* z paszportu */
};

struct og_trasa { int x, y; };   /* trasa obiektu */
