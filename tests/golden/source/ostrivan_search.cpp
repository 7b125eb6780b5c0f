// 检索服务
#include "ostrivan_attribute.hpp"

static const char* kRaceNames[] = { "unknown", "yellow", "white", "black" };   // 人种

std::string SearchService::label(int race) const
{
    // texts of the result card
    switch (race) {
    case 1: return "Asian";
    case 2:
        return "Caucasian";     // incl. Middle East
    default:
        break;
    }
    if (race == kMinority) {    // 少数民族预警
        alarm("minority person detected", race);
    } else if (race < 0) {
        LOG_ERROR << "race reader is not ready";
    }
    query.where("race", race)
         .where("skin", skin_)
         .where("age", age_)
         .orderBy("score");
    return kRaceNames[race];
}
