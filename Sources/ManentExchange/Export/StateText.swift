public import ManentFormats

/// A chat's state as people read it.
public enum StateText {
  /// A line for each member: its name, and its value on one line.
  public static func lines(of state: JSON) -> [(name: String, value: String)] {
    (state.object?.entries ?? []).map { (line($0.key), text(of: $0.value)) }
  }

  private static func text(of value: JSON) -> String {
    switch value {
    case .string(let text): line(text)
    case .array(let elements) where elements.allSatisfy { $0.string != nil }:
      elements.map(text).joined(separator: ", ")
    default: value.serialized()
    }
  }

  private static func line(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
