/// Looks for credentials in a text.
///
/// One pass, in time proportional to the text and in memory proportional to what is found, whatever the text: no part
/// of it is looked at more than a fixed number of times. It needs no libgit2, no files and no regular expressions.
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
    var found = FindingList()
    let text = TextWindow(bytes)
    table.bits.withUnsafeBufferPointer { bits in
      var key = 0
      var position = 0
      let count = bytes.count
      while position < count {
        key = (key << 5 | Int(bytes[position] & 31)) & 0x7FFF
        position &+= 1
        guard bits[key >> 6] >> UInt64(key & 63) & 1 == 1, position >= 3 else { continue }
        look(at: position - 3, key, in: text, &found)
        if found.count > limit { break }
      }
    }
    return found.findings(in: text, limit: limit)
  }

  private func look(at start: Int, _ key: Int, in text: TextWindow, _ found: inout FindingList) {
    for anchor in table.anchors(at: key) where text.has(anchor.bytes, at: start, ignoringCase: anchor.isWord) {
      let pattern = patterns[anchor.pattern]
      let end = start + anchor.bytes.count
      guard let secret = pattern.secret(from: start, after: end, in: text) else { continue }
      found.add(secret, kind: pattern.kind, isSpecific: pattern.isSpecific)
      return
    }
  }
}

extension SecretPattern {
  /// All rows.
  public static let all = providers + clouds + services + tools + general

  /// Whether a row says whose credential it is, so that it is preferred to one that only says that it is one.
  var isSpecific: Bool {
    switch shape {
    case .prefixed, .webToken, .keyBlock: true
    case .assigned(let words, _, _): words.count < 8
    case .spoken, .password, .passwordInURL: false
    }
  }
}
