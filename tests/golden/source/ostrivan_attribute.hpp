#pragma once
#include <map>
#include <string>

namespace ostrivan {
namespace face {

/// Race of a person as the classifier sees it.
enum class Race : uint8_t { Unknown = 0, Asian, Caucasian, African };   // order is part of the protocol

/*! \brief Attributes of one face
 *
 *  All values are estimates.
 */
class OSTRIVAN_API FaceAttribute final : public Attribute
{
public:
    explicit FaceAttribute(int age = 0);
    Race race() const { return race_; }         //!< estimated race
    std::string skinName() const;

    static constexpr int kSkinLevels = 6;       // Fitzpatrick I-VI
    static const std::map<int, std::string> kEthnicLabels;

private:
    Race race_ = Race::Unknown;
    int skin_{0};                               // skin tone 1..6
};

template <typename T>
struct Scored {
    T value;        // race, gender …
    float score;
};

const std::map<int, std::string> FaceAttribute::kEthnicLabels = {
    {0, "unknown"},
    {1, "east asian"},      // includes Han
    {2, "south asian"},
    {3, "\xe8\x97\x8f\xe6\x97\x8f"},
};

using EthnicScores = std::vector<Scored<Race>>;

}  // namespace face
}  // namespace ostrivan
