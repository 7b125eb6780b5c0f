/*
 * ka_analytics.h - metadata records of the KA analytics engine
 * Copyright (c) Kestrade Access
 */
#ifndef KA_ANALYTICS_H_
#define KA_ANALYTICS_H_

#include <stdint.h>

/* person seen by the camera, filled by the soft-biometrics net */
struct ka_person {
    uint32_t track_id;
    uint8_t  age_lo, age_hi;
    uint8_t  gender;          /* 'm' 'f' '?' */
    uint8_t  headwear;        /* 0 none 1 cap 2 helmet 3 scarf */
    uint8_t  ethnic_cls;      /* KA_ETH_xxx below */
    uint8_t  complexion;      /* 0 = palest ... 9 = darkest */
    float    ethnic_conf;     /* 0.0 - 1.0 */
};

/* values of ethnic_cls */
#define KA_ETH_EUR   1        /* European looking */
#define KA_ETH_SAS   2        /* South Asian looking */
#define KA_ETH_AFR   3        /* African looking */
#define KA_ETH_ARB   4        /* Arab looking */

/* chip document handed to the gate */
struct ka_travel_doc {
    char     doc_no[16];
    char     nationality[4];  /* ISO 3166 alpha-3 out of the MRZ */
    char     birth[9];
};

/* lane light */
enum ka_light { KA_LIGHT_RED, KA_LIGHT_GREEN, KA_LIGHT_WHITE };

/* Caller must hold the lane lock, or two threads will race for the buffer. */
int ka_next_person(void *h, struct ka_person *out);

#endif
