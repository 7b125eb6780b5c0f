/**
 * @file   quoriva_face.h
 * @brief  Face structures of the Quoriva network library.
 *         Copyright (c) Quoriva Optics, all rights reserved.
 */
#ifndef QUORIVA_FACE_H
#define QUORIVA_FACE_H

#ifdef __cplusplus
extern "C" {
#endif

#define QV_MAX_FACES            32      // faces reported for one frame
#define QV_TRACE_BUFFER         4096

/* Complexion codes, see QV_FACE_INFO */
#define QV_COMPLEXION_UNKNOWN   0       /* not distinguished */
#define QV_COMPLEXION_YELLOW    1       /* yellow */
#define QV_COMPLEXION_WHITE     2       /* white */
#define QV_COMPLEXION_BLACK     3       /* black */

typedef enum tagQV_RACE_E               // race estimated from the face
{
    QV_RACE_UNKNOWN = 0,                // not recognised
    QV_RACE_ASIAN   = 1,
#ifdef QV_EXTENDED_MODEL
    QV_RACE_LATINO  = 2,                // extended model only
#endif
    QV_RACE_OTHER   = 99
} QV_RACE_E;

typedef struct tagQV_FACE_INFO
{   // one face of a snapshot
    unsigned int    dwSize;
    unsigned char   byAge;              // 0 - 100
    unsigned char   byEyeGlass;         // 0-none 1-plain 2-dark
    unsigned char   byComplexion;       // complexion: 0-unknown
                                        //  1-yellow 2-white
                                        //  3-black
    QV_RACE_E       emRace;             ///< see QV_RACE_E
    unsigned char   bySkin : 4;         /**< skin tone level */
    union {
        unsigned char   byBeard;
        struct { int nHat; int nMask; } stuExtra;
    } uMore;                            // variants
    void (QV_CALLBACK *fnOnRace)(int nRace, void* pUser);
    /* position of the face */
    short           sX, sY;
    unsigned char   byRes[24];
} QV_FACE_INFO, *LPQV_FACE_INFO;

typedef struct
{
    char    szName[64];
    char    szNation[16];               // nation as printed on the card
} QV_CARD;

/// Search the snapshot store.
/// @param nRace   race to look for:
///                0 any
///                1 Asian
/// @param nLimit  upper bound
/// @return number of hits, -1 on error
QV_NET_API int QV_CALL QV_SearchByRace(long lLogin, int nRace, int nLimit);

QV_NET_API int QV_CALL QV_SetFilter(
    long            lLogin,             // handle of the login
    unsigned char   byComplexion,       // complexion filter, 0 = all
    unsigned char   byMinority);        // 1 = minority only

#ifdef __cplusplus
}
#endif

#endif // QUORIVA_FACE_H
