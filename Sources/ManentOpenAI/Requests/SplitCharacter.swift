/// Joins characters that a server has cut in two: programs that count in UTF-16 end one event with `\ud83d` and begin the
/// text of the next one with `\ude00`.
struct SplitCharacter {
  /// The first half, as it was written; empty when there is none.
  private var half: [UInt8] = []

  /// The JSON of an event with the half of before in front of its text, and without one at its end, which is kept.
  mutating func join(_ data: [UInt8]) -> [UInt8] {
    var data = data
    if !half.isEmpty, let start = Self.textStart(in: data), Self.isHalf(data, at: start, first: false) {
      data.insert(contentsOf: half, at: start)
      half = []
    }
    // A half that nothing continues says nothing.
    if let place = Self.openHalf(in: data) {
      half = Array(data[place..<(place + 6)])
      data.removeSubrange(place..<(place + 6))
    }
    return data
  }

  /// Where the string under `content` begins.
  private static func textStart(in data: [UInt8]) -> Int? {
    let key = Array(#""content""#.utf8)
    var place = 0
    while place + key.count < data.count {
      guard data[place...].starts(with: key) else {
        place += 1
        continue
      }
      var next = place + key.count
      while next < data.count, data[next] == UInt8(ascii: " ") || data[next] == UInt8(ascii: ":") { next += 1 }
      return next < data.count && data[next] == UInt8(ascii: "\"") ? next + 1 : nil
    }
    return nil
  }

  /// Where a first half is the last thing of a string.
  private static func openHalf(in data: [UInt8]) -> Int? {
    var place = 0
    while place + 6 < data.count {
      guard data[place] == UInt8(ascii: "\\") else {
        place += 1
        continue
      }
      if isHalf(data, at: place, first: true), data[place + 6] == UInt8(ascii: "\"") { return place }
      place += 2
    }
    return nil
  }

  /// Whether an escape is the first or the second half of a character.
  private static func isHalf(_ data: [UInt8], at place: Int, first: Bool) -> Bool {
    guard place + 6 <= data.count, data[place...].starts(with: #"\u"#.utf8) else { return false }
    let digits = String(decoding: data[(place + 2)..<(place + 6)], as: UTF8.self)
    guard let unit = UInt16(digits, radix: 16) else { return false }
    return first ? UTF16.isLeadSurrogate(unit) : UTF16.isTrailSurrogate(unit)
  }
}
