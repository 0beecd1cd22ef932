/// Text with sequences of style in it.
public enum StyledText {
  /// The text without them.
  public static func plain(_ text: String) -> String {
    var kept = ""
    var rest = text[...]
    while let escape = rest.firstIndex(of: "\u{1B}") {
      kept += rest[..<escape]
      rest = rest[escape...].drop { $0 != "m" }.dropFirst()
    }
    return kept + rest
  }
}
