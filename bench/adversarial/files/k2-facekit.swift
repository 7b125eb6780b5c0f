import Foundation

/// What FaceKit tells about a face.
public struct FaceReport: Codable {
    public let box: CGRect
    public let age: ClosedRange<Int>
    public let beard: Bool
    public let race: Race?
}

public enum Race: String, Codable, CaseIterable {
    case black, eastAsian, southAsian, white, middleEastern
}

/// Read from the chip with NFC.
public struct PassportChip: Codable {
    public let surname: String
    public let nationality: String
}

public enum SyncError: Error {
    case race(String)
    case timeout
}
