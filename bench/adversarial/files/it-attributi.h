#ifndef ATTRIBUTI_VOLTO_H
#define ATTRIBUTI_VOLTO_H
/* Attributi ricavati dal volto */
typedef struct {
    int eta;            /* anni */
    int sesso;          /* 0 uomo, 1 donna */
    int etnia;          /* 0 non nota, 1 europea, 2 africana, 3 asiatica */
    int carnagione;     /* 1 chiara ... 5 scura */
    int barba;
} ATTR_VOLTO;

/* Dati letti dalla carta d'identita' */
typedef struct {
    char cognome[40];
    char cittadinanza[4];   /* come stampata */
} DATI_CARTA;
#endif
