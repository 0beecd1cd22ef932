/// How text looks on a terminal.
public struct TextStyle: OptionSet, Sendable, Hashable {
  /// The bits.
  public let rawValue: UInt8

  /// A style from its bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Heavy.
  public static let bold = TextStyle(rawValue: 1)
  /// Fainter than other text.
  public static let dim = TextStyle(rawValue: 2)
  /// Slanted.
  public static let italic = TextStyle(rawValue: 4)
  /// With a line below it.
  public static let underlined = TextStyle(rawValue: 8)
  /// With a line through it.
  public static let struck = TextStyle(rawValue: 16)
  /// As a program's text.
  public static let code = TextStyle(rawValue: 32)

  /// The sequence (ECMA-48, Select Graphic Rendition) that begins the style; nothing for plain text.
  public var start: String {
    let codes: [(TextStyle, String)] = [
      (.bold, "1"), (.dim, "2"), (.italic, "3"), (.underlined, "4"), (.struck, "9"), (.code, "36"),
    ]
    let used = codes.filter { contains($0.0) }.map(\.1)
    return used.isEmpty ? "" : "\u{1B}[\(used.joined(separator: ";"))m"
  }

  /// The sequence that ends every style.
  public static let end = "\u{1B}[0m"

  /// Text in the style.
  public func applied(to text: String) -> String { isEmpty || text.isEmpty ? text : start + text + Self.end }
}
