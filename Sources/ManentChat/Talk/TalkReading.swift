/// A message taken apart into phrases of a language.
struct TalkReading {
  /// What stands there.
  struct Piece {
    /// The units.
    var range: Range<Int>
    /// What they do; `nil` for what the language does not know.
    var roles: TalkRoles?
  }

  let units: [TalkUnit]
  let pieces: [Piece]

  /// Reads units by a language: as few unknown ones, then as few pieces as may be.
  init(_ units: [TalkUnit], _ lexicon: TalkLexicon) {
    self.units = units
    // best[i]: the cheapest way to read what stands from i on.
    var best: [(cost: Int, length: Int, roles: TalkRoles?)] = Array(
      repeating: (0, 0, nil), count: units.count + 1)
    for start in units.indices.reversed() {
      var choice: (cost: Int, length: Int, roles: TalkRoles?) = (best[start + 1].cost + 1000, 1, nil)
      for length in 1...min(lexicon.longest, units.count - start) {
        guard let roles = lexicon[units[start..<start + length]] else { continue }
        let cost = best[start + length].cost + 1
        if cost <= choice.cost { choice = (cost, length, roles) }
      }
      best[start] = choice
    }
    var pieces: [Piece] = []
    var start = 0
    while start < units.count {
      var roles = best[start].roles
      if roles == nil, !units[start].isCharacter { roles = lexicon.likeness(of: units[start].text) }
      // Whom a phrase speaks to ("who are you", "can you") is seen in its words.
      if best[start].length > 1 {
        for unit in start..<start + best[start].length {
          roles?.formUnion((lexicon[units[unit...unit]] ?? []).intersection([.you, .tool]))
        }
      }
      pieces.append(Piece(range: start..<start + best[start].length, roles: roles))
      start += best[start].length
    }
    self.pieces = pieces
  }

  /// What all of it does together; `nil` when something is unknown.
  var roles: TalkRoles? {
    pieces.reduce(TalkRoles?.some([])) { sum, piece in
      guard let sum, let roles = piece.roles else { return nil }
      return sum.union(roles)
    }
  }

  /// The text of some pieces as it stands in a message, without blanks and marks around it.
  func text(of range: Range<Int>, in message: String) -> String {
    guard let first = pieces[range].first, let last = pieces[range].last else { return "" }
    let bytes = Array(message.utf8)
    let end = last.range.upperBound < units.count ? units[last.range.upperBound].start : bytes.count
    let text = String(decoding: bytes[units[first.range.lowerBound].start..<end], as: UTF8.self)
    return String(
      text.reversed().drop { !$0.isLetter && !$0.isNumber && $0 != ")" && $0 != "+" && $0 != "#" }.reversed())
  }
}
