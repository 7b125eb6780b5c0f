/****************************************************************
 * lynx_netapi.h    Lynxor Network SDK for IP devices   V4.18
 * Copyright (C) Lynxor Vision. All rights reserved.
 ****************************************************************/
#ifndef __LYNX_NETAPI_H__
#define __LYNX_NETAPI_H__

#define LX_MAX_NAME_LEN        64
#define LX_RACE_GUARD_TIMEOUT  200      // ms, guards against a login race
#define LX_LANG_TIBETAN        41
#define LX_LANG_UYGHUR         42

// vehicle colour
typedef enum tagLX_EM_VEHICLE_COLOR
{
    LX_VEHICLE_COLOR_UNKNOWN,
    LX_VEHICLE_COLOR_WHITE,
    LX_VEHICLE_COLOR_BLACK,
    LX_VEHICLE_COLOR_YELLOW,
} LX_EM_VEHICLE_COLOR;

// whether glasses are worn
typedef enum tagLX_EM_GLASS
{
    LX_GLASS_UNKNOWN,
    LX_GLASS_NO,
    LX_GLASS_NORMAL,
    LX_GLASS_SUN,
} LX_EM_GLASS;

// type of race
typedef enum tagLX_EM_RACE
{
    LX_RACE_UNKNOWN,
    LX_RACE_NODISTI,                    // no distinguish
    LX_RACE_YELLOW,
    LX_RACE_BLACK,
    LX_RACE_WHITE,
} LX_EM_RACE;

// nation of the detected person, see the face event
typedef enum tagLX_EM_NATION
{
    LX_NATION_UNKNOWN,
    LX_NATION_NODISTI,
    LX_NATION_UYGUR,                    // uygur
    LX_NATION_OTHER,
} LX_EM_NATION;

// street race alarm (vehicles chasing each other)
typedef struct tagLX_ALARM_STREET_RACE_INFO
{
    int     nChannel;
    int     nVehicles;                  // vehicles in the race
    char    szReserved[64];
} LX_ALARM_STREET_RACE_INFO;

// second generation ID card read by the terminal
typedef struct tagLX_CITIZEN_CARD_INFO
{
    char    szName[LX_MAX_NAME_LEN];
    int     nSex;
    char    szNation[32];               // nation
    char    szBirth[16];
    char    szAddress[128];
    char    szCitizenID[20];
    char    szAuthority[64];            // issuing authority
    char    szPhotoPath[256];
} LX_CITIZEN_CARD_INFO;

// person in the face library, filled in by the operator
typedef struct tagLX_PERSON_INFO
{
    char    szName[LX_MAX_NAME_LEN];
    char    szBirthday[16];
    int     nSex;
    char    szProvince[64];
    char    szCity[64];
    char    szEthnic[32];               // ethnic group, as entered
    char    szCountry[4];               // ISO 3166
    int     nCertType;
    char    szCertNo[32];
} LX_PERSON_INFO;

// face detect event
typedef struct tagLX_EVENT_FACEDETECT_INFO
{
    int             nChannelID;
    double          dbPTS;
    int             nSex;
    int             nAge;
    LX_EM_GLASS     emGlass;
    LX_EM_RACE      emRace;
    int             emEye;              // eye state
    int             emMouth;            // mouth state
    int             emMask;
    int             emBeard;
    int             nAttractive;        // -1 invalid, 0 no disringuish, 1-100
    char            szUID[32];
    LX_EM_NATION    emNation;
    unsigned char   byReserved[480];
} LX_EVENT_FACEDETECT_INFO;

// picture settings
typedef struct tagLX_VIDEOIN_EXPOSURE
{
    int     nWhiteBalance;
    int     bSkinTonePriority;          // keep skin tones natural in backlight
    int     nGain;
} LX_VIDEOIN_EXPOSURE;

#endif
