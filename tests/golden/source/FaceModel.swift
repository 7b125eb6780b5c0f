import Foundation

/// Race as returned by the Ostrivan service
public enum Race: Int, Codable {
    case unknown = 0
    case asian = 1      // east and south
    case black, white
}

@objc
public struct Face: Codable {
    @Published var race: Race = .unknown    // estimated
    let skinTone: Int?
    /// ethnic group, Han or minority
    var ethnic: String

    enum CodingKeys: String, CodingKey {
        case race = "raceType"
        case skinTone = "skin_tone"
        case ethnic
    }

    func label(for race: Race) -> String {
        switch race {
        case .asian: return "Asian"
        default:
            return "Unknown"
        }
    }
}
