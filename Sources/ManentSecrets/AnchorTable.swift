/// Where the scanner has to look closer: the beginnings of all prefixes and telling words.
///
/// The low five bits of three bytes make a number below 32,768; they are the same for both cases of a letter. A bit
/// for each number says whether anything begins so, and only then the list is looked at.
struct AnchorTable: Sendable {
  /// A text that a pattern begins with.
  struct Anchor: Sendable {
    /// The bytes; of a word in lower case.
    var bytes: [UInt8]
    /// Whether case does not matter.
    var isWord: Bool
    /// The row of the table.
    var pattern: Int
  }

  /// A bit for each number.
  let bits: [UInt64]
  /// For each number where its anchors begin in the list; one more entry ends the last.
  private let starts: [UInt16]
  private let anchors: [Anchor]

  /// The table of patterns.
  init(_ patterns: [SecretPattern]) {
    var lists: [Int: [Anchor]] = [:]
    for (index, pattern) in patterns.enumerated() {
      for anchor in Self.anchors(of: pattern, index) { lists[Self.key(anchor.bytes), default: []].append(anchor) }
    }
    var bits = [UInt64](repeating: 0, count: 512)
    var starts: [UInt16] = []
    var all: [Anchor] = []
    for key in 0..<(1 << 15) {
      starts.append(UInt16(all.count))
      guard let list = lists[key] else { continue }
      bits[key >> 6] |= 1 << UInt64(key & 63)
      // The longest first: `sk-proj-` comes before `sk-`.
      all += list.sorted { ($1.bytes.count, $0.pattern) < ($0.bytes.count, $1.pattern) }
    }
    starts.append(UInt16(all.count))
    self.bits = bits
    self.starts = starts
    anchors = all
  }

  /// The anchors that may begin where three bytes have that number.
  func anchors(at key: Int) -> ArraySlice<Anchor> { anchors[Int(starts[key])..<Int(starts[key + 1])] }

  private static func anchors(of pattern: SecretPattern, _ index: Int) -> [Anchor] {
    switch pattern.shape {
    case .prefixed(let prefixes, let alphabet, _, _):
      prefixes.flatMap { prefix -> [Anchor] in
        let bytes = Array(prefix.utf8)
        // Two bytes are too few; what may follow makes the third.
        let grown = bytes.count >= 3 ? [bytes] : alphabet.bytes.map { bytes + [$0] }
        return grown.map { Anchor(bytes: $0, isWord: false, pattern: index) }
      }
    case .parts(let prefixes, _): prefixes.map { Anchor(bytes: Array($0.utf8), isWord: false, pattern: index) }
    case .assigned(let words, _, _), .spoken(let words, _, _), .password(let words, _), .quoted(let words, _),
      .assignedUUID(let words), .encodedPair(let words), .argument(_, let words),
      .option(_, let words), .passwordFile(let words):
      words.map { Anchor(bytes: Array($0.utf8), isWord: true, pattern: index) }
    case .netrc: [Anchor(bytes: Array("password".utf8), isWord: true, pattern: index)]
    case .puttyKey: [Anchor(bytes: Array("Private-Lines:".utf8), isWord: false, pattern: index)]
    case .webToken: [Anchor(bytes: Array("eyJ".utf8), isWord: false, pattern: index)]
    case .keyBlock: [Anchor(bytes: Array("-----BEGIN ".utf8), isWord: false, pattern: index)]
    case .passwordInURL: [Anchor(bytes: Array("://".utf8), isWord: false, pattern: index)]
    }
  }

  private static func key(_ bytes: [UInt8]) -> Int {
    bytes.prefix(3).reduce(0) { $0 << 5 | Int($1 & 31) }
  }
}
