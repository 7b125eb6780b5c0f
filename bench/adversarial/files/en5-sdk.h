#define PX_ATTR_AGE        0x01
#define PX_ATTR_GLASSES    0x02
#define PX_ATTR_RACE       0x04   /* PX_RACE in the face result */
#define PX_ATTR_SKIN       0x08   /* skin colour, three levels */

typedef enum {
    PX_RACE_UNKNOWN = 0,
    PX_RACE_ASIAN   = 1,
    PX_RACE_WHITE   = 2,
    PX_RACE_BLACK   = 3,
} PX_RACE;

/* Data of the visitor terminal; typed by the guard. */
typedef struct {
    char name[32];
    char nation[16];    /* as told by the visitor */
} PX_VISITOR;

/* mutex guards against a race between detect and release */
