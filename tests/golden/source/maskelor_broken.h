// Broken on purpose: a brace is missing, macros hide declarations, the file is cut.
MK_BEGIN_DECLS
typedef enum MK_ETHNIC
{
    MK_ETHNIC_NONE = 0,     // none
    MK_ETHNIC_HAN  = 1,     // Han

typedef struct MK_FACE
{
    MK_FIELD(int, nAge)         /* age */
    MK_FIELD(int, nEthnic)      /* ethnic group, MK_ETHNIC */
    BYTE byRace;                // race
} MK_FACE;

MK_API(BOOL) MK_GetRace(MK_HANDLE h, OUT int *pnRace)   // race of the face
#if defined(MK_SKIN)
    BYTE bySkin     /* skin
                       1 light
                       2 dark */
static const char *s_szRace[] = {
    "Asian", "Black",
    "White"
/* the rest of the file is mis
