#ifndef __KSX_TYPES_H__
#define __KSX_TYPES_H__

// Condition used by KSX_FindSnapshot. Set every member you do not care about to KSX_ANY (0xFF).
typedef struct _KSX_SNAP_QUERY
{
    int    iChannel;
    KTIME  tmBegin;
    KTIME  tmEnd;
    BYTE   cAgeStage;       // 1 infant, 2 youth, 3 prime, 4 elder
    BYTE   cSpectacles;
    BYTE   cRespirator;     // face mask
    BYTE   cNation;         // people the face belongs to: 1 Han, 2 Uyghur, 3 other
    BYTE   cReserve[23];
} KSX_SNAP_QUERY;

// Filled by the desktop card terminal. Text exactly as on the chip.
typedef struct _KSX_IDCHIP
{
    char   sName[40];
    char   sNation[40];     // ethnic group line of the card
    char   sIssuer[80];
    char   sValidTo[16];
} KSX_IDCHIP;

// Plate recognition result
typedef struct _KSX_PLATE
{
    char   sNumber[16];
    BYTE   cPlateColor;     // 0 blue, 1 yellow, 2 white, 3 black, 4 green
} KSX_PLATE;

// Not reentrant: calling this while a find handle is open is a race and returns KSX_E_BUSY.
KSX_API int KSX_CloseFind(int hFind);
#endif
