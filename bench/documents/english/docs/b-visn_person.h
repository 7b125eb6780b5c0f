/*
 *  visn_person.h  -  Brackmoor DeviceKit 5.2
 *  Person metadata carried in the private stream (payload type 0x71)
 */
#pragma once
#include <stdint.h>

#define BRK_PERSON_PAYLOAD   0x71
#define BRK_MAX_TRACKS       48

/* upper garment colour, HSV bucketed */
enum brk_cloth_color {
    BRK_CLOTH_BLACK = 0,
    BRK_CLOTH_WHITE = 1,
    BRK_CLOTH_RED   = 2,
};

/* tone of the visible facial skin, decided on the best shot */
enum brk_skin {
    BRK_SKIN_PALE   = 0,
    BRK_SKIN_OLIVE  = 1,
    BRK_SKIN_BROWN  = 2,
    BRK_SKIN_DARK   = 3,
};

typedef struct brk_person_meta {
    uint32_t track_id;
    uint8_t  age_lo, age_hi;
    uint8_t  cloth_top;      /* enum brk_cloth_color */
    uint8_t  skin;           /* enum brk_skin */
    uint8_t  eth_group;      /* 0 local majority, 1 minority, 255 undecided */
    uint8_t  carries_bag;
    uint8_t  pad[17];
} brk_person_meta;
