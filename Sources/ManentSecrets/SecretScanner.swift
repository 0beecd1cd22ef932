/// Looks for credentials in a text.
///
/// In time and memory proportional to the text, whatever the text: no part of it is looked at more than a fixed number of
/// times. Credentials that are wrapped over lines, parted by invisible characters or written in base64 are found as well.
/// It needs no libgit2, no files and no regular expressions.
public struct SecretScanner: Sendable {
  /// The rows that it looks for.
  public let patterns: [SecretPattern]
  private let table: AnchorTable

  /// A scanner for the rows of a table.
  public init(_ patterns: [SecretPattern]) {
    self.patterns = patterns
    table = AnchorTable(patterns)
  }

  /// The scanner for all rows.
  public static let standard = SecretScanner(SecretPattern.all)

  /// What is found, in the order of the text and without overlaps; no more than `limit` findings.
  public static func findings(in bytes: [UInt8], limit: Int = .max) -> [SecretFinding] {
    bytes.withUnsafeBytes { standard.findings(in: $0, limit: limit) }
  }

  /// What is found, in the order of the text and without overlaps; no more than `limit` findings.
  public static func findings(in bytes: UnsafeRawBufferPointer, limit: Int = .max) -> [SecretFinding] {
    standard.findings(in: bytes, limit: limit)
  }

  /// What is found in a text, as ranges of its UTF-8 bytes.
  public static func findings(in text: String, limit: Int = .max) -> [SecretFinding] {
    var text = text
    return text.withUTF8 { standard.findings(in: UnsafeRawBufferPointer($0), limit: limit) }
  }

  /// What is found, in the order of the text and without overlaps; no more than `limit` findings.
  public func findings(in bytes: UnsafeRawBufferPointer, limit: Int = .max) -> [SecretFinding] {
    guard bytes.count >= 3, limit > 0 else { return [] }
    var all = plain(in: bytes) + disguised(in: bytes)
    if let copy = TextCopy(withoutInvisible: bytes) {
      copy.bytes.withUnsafeBytes { seen in
        all += (plain(in: seen) + disguised(in: seen)).map { $0.moved(to: copy.original($0.range)) }
      }
    }
    all.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    var found = FindingList()
    for match in all {
      let pattern = patterns[match.pattern]
      found.add(match.range, kind: pattern.kind, isSpecific: pattern.isSpecific)
    }
    return found.findings(in: TextWindow(bytes), limit: limit)
  }

  /// A credential and the row that it fits.
  struct Match {
    var range: Range<Int>
    var pattern: Int

    /// The same elsewhere.
    func moved(to range: Range<Int>) -> Match { Match(range: range, pattern: pattern) }
  }

  /// What stands in the bytes as they are.
  func plain(in bytes: UnsafeRawBufferPointer) -> [Match] {
    var found: [Match] = []
    let text = TextWindow(bytes)
    table.bits.withUnsafeBufferPointer { bits in
      var key = 0
      var position = 0
      let count = bytes.count
      while position < count {
        key = (key << 5 | Int(bytes[position] & 31)) & 0x7FFF
        position &+= 1
        guard bits[key >> 6] >> UInt64(key & 63) & 1 == 1, position >= 3 else { continue }
        if let match = match(at: position - 3, key, in: text) { found.append(match) }
      }
    }
    return found
  }

  private func match(at start: Int, _ key: Int, in text: TextWindow) -> Match? {
    for anchor in table.anchors(at: key) where text.has(anchor.bytes, at: start, ignoringCase: anchor.isWord) {
      let end = start + anchor.bytes.count
      guard let secret = patterns[anchor.pattern].secret(from: start, after: end, in: text) else { continue }
      return Match(range: secret, pattern: anchor.pattern)
    }
    return nil
  }
}

extension SecretPattern {
  /// All rows.
  public static let all = providers + clouds + services + tools + builders + trades + accounts + general

  /// Whether a row says whose credential it is, so that it is preferred to one that only says that it is one.
  var isSpecific: Bool {
    switch shape {
    case .prefixed, .webToken, .keyBlock, .parts, .puttyKey, .netrc, .passwordFile, .argument, .option, .encodedPair:
      true
    case .assigned(let words, _, _), .assignedUUID(let words): words.count < 8
    case .spoken, .password, .quoted, .passwordInURL: false
    }
  }
}
