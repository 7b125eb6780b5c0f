// 种族名称
let raceNames: [Int: String] = [
    1: "黄种人",
    2: "白种人",   // white
]

let titles = ["age", "race"]

protocol FaceFilter {
    var minorityOnly: Bool { get }
    func search(race: Int, skin: Int) -> [Face]
}

extension Face {
    static let ethnicKey = "ethnic"

    func show() {
        titleLabel.text = NSLocalizedString("Ethnicity", comment: "label of the filter")
        if race == .black {
            log("race: \(race)")
        }
    }
}
