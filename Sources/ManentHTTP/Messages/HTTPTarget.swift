/// What a request is for: its path, in parts, and its query, both decoded.
public struct HTTPTarget: Sendable, Equatable {
  /// A name and a value of the query.
  public struct Item: Sendable, Equatable {
    /// The name.
    public var name: String
    /// The value; empty where there is none.
    public var value: String
  }

  /// The target as it was sent.
  public var raw: String
  /// The host that it names, with its port, in the form with a scheme and a host; `nil` in the usual form.
  public var authority: String?
  /// The path's parts, decoded one by one, so that an encoded slash stays in its part; one slash at the end is left out.
  public var path: [String]
  /// The query's items, in their order.
  public var query: [Item]

  /// The value of the first item of that name.
  public subscript(name: String) -> String? { query.first { $0.name == name }?.value }

  /// Reads a target (RFC 9112, section 3.2.1, and the form with a scheme and a host); `nil` for one that is none: a bad
  /// escape, text that is no UTF-8, a control character, a part that is `.` or `..`.
  public init?(_ raw: String) {
    self.raw = raw
    var rest = raw[...]
    for scheme in ["http://", "https://"] where authority == nil && rest.hasPrefix(scheme) {
      rest = rest.dropFirst(scheme.count)
      let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
      authority = String(rest[..<end])
      rest = rest[end...].first == "/" ? rest[end...] : "/" + rest[end...]
    }
    if let mark = rest.firstIndex(of: "#") { rest = rest[..<mark] }
    let mark = rest.firstIndex(of: "?")
    let before = mark.map { rest[..<$0] } ?? rest
    guard before.utf8.first == UInt8(ascii: "/") else { return nil }
    var path: [String] = []
    let parts = before.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      guard let text = Self.decoded(part.utf8, spacesArePluses: false), text != ".", text != ".." else { return nil }
      if text.isEmpty, index == parts.count - 1 { continue }
      path.append(text)
    }
    self.path = path
    query = []
    for item in mark.map({ rest[rest.index(after: $0)...] })?.split(separator: "&") ?? [] {
      let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decoded(parts[0].utf8, spacesArePluses: true),
        let value = parts.count == 2 ? Self.decoded(parts[1].utf8, spacesArePluses: true) : ""
      else { return nil }
      query.append(Item(name: name, value: value))
    }
  }

  private static func decoded(_ text: Substring.UTF8View, spacesArePluses: Bool) -> String? {
    var bytes: [UInt8] = []
    var rest = text[...]
    while let byte = rest.popFirst() {
      var value = byte
      if byte == UInt8(ascii: "%") {
        guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else { return nil }
        value = high << 4 | low
      } else if spacesArePluses, byte == UInt8(ascii: "+") {
        value = UInt8(ascii: " ")
      }
      // Line feeds and tabs may stand in a query.
      guard value >= 0x20 || spacesArePluses && (value == 0x0A || value == 0x0D || value == 0x09), value != 0x7F else {
        return nil
      }
      bytes.append(value)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? { Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init) }

  /// A text with everything escaped that is no letter, digit, `-`, `.`, `_` or `~`: a part of a path.
  public static func escaped(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      let scalar = Unicode.Scalar(byte)
      if byte < 0x80, scalar.properties.isAlphabetic || (0x30...0x39).contains(byte) || "-._~".utf8.contains(byte) {
        result.unicodeScalars.append(scalar)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }
}
