/* Karvolin device SDK, face and body attributes */
#ifndef KV_ATTR_H
#define KV_ATTR_H
#define KV_MAX_TRACE 64
#define KV_GRACE_MS  500   /* grace period before the stream is closed */

typedef enum _KV_EM_HUMAN_RACE     /* race of the captured face */
{
    KV_EM_HUMAN_RACE_YELLOW = 1,
    KV_EM_HUMAN_RACE_BLACK,
    KV_EM_HUMAN_RACE_WHITE,
} KV_EM_HUMAN_RACE;

typedef enum _KV_EM_COAT_COLOR
{
    KV_EM_COAT_COLOR_YELLOW = 1,
    KV_EM_COAT_COLOR_BLACK,
    KV_EM_COAT_COLOR_WHITE,
} KV_EM_COAT_COLOR;

typedef struct _KV_FACE_RESULT
{
    int     nAge;
    int     nSex;
    KV_EM_HUMAN_RACE emRace;
    BYTE    byMinority;      /* 0 unknown, 1 no, 2 yes */
    BYTE    byReligion;      /* reserved, not implemented */
    BYTE    byGlasses;
    BYTE    byMask;
    BYTE    byBeard;
} KV_FACE_RESULT;

/* result of the second-generation id card reader */
typedef struct _KV_IDC_RESULT
{
    char    szName[32];
    char    szSex[4];
    char    szNation[16];
    char    szBirth[16];
    char    szAddr[128];
} KV_IDC_RESULT;

typedef enum _KV_EM_TRAFFIC_EVENT
{
    KV_EM_TRAFFIC_JAM,
    KV_EM_TRAFFIC_RACE,       /* cars racing */
    KV_EM_TRAFFIC_UTURN,
} KV_EM_TRAFFIC_EVENT;
#endif
