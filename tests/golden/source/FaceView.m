#import "FaceView.h"

typedef NS_ENUM(NSInteger, OSTRace) {
    OSTRaceUnknown = 0,
    OSTRaceAsian = 1,   // 黄种人
};

@interface OSTFace : NSObject
@property (nonatomic, assign) OSTRace race;     // estimated race
@property (nonatomic, copy) NSString *skin;
- (NSString *)labelForRace:(OSTRace)race;
@end

@implementation OSTFace
- (NSString *)labelForRace:(OSTRace)race {
    self.title.text = @"Race";
    return race == OSTRaceAsian ? @"Asian" : @"unknown";
}
@end
