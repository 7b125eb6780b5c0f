/*
 * km_personen.h  -  KM-SDK 6.2
 * Ausgabestrukturen der Personenanalyse
 */
#pragma once
#include <stdint.h>

#define KM_MAX_PERSONEN   32
#define KM_TRASSE_LAENGE  64   /* Punkte der Bewegungstrasse */

enum km_phaenotyp {            /* ethnischer Typ nach Gesichtsanalyse */
    KM_PT_OHNE        = 0,     /* kein Ergebnis */
    KM_PT_MITTELEUROP = 1,
    KM_PT_SUEDLAENDER = 2,
    KM_PT_OSTASIAT    = 3,
    KM_PT_AFRIKANER   = 4
};

typedef struct {
    uint8_t  alter_von, alter_bis;
    uint8_t  geschlecht;       /* 1 m, 2 w */
    uint8_t  brille;
    uint8_t  bart;
    uint8_t  phaenotyp;        /* siehe oben */
    uint8_t  sicherheit;       /* 0..100 */
    uint8_t  frei[9];
} km_gesicht_t;

typedef struct {               /* Leser am Schalter, Chip und MRZ */
    char     nachname[40];
    char     nation[4];         /* Staatsangehörigkeit, ICAO-Code */
    char     gueltig_bis[9];
} km_pass_t;
