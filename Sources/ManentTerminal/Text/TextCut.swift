/// Text that must not take more than some places.
public enum TextCut {
  /// The text without white space at its end, or as much of it as fits with `…` behind it.
  public static func to(_ width: Int, _ text: String) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    guard DisplayWidth.of(text) > width else { return text }
    var kept = ""
    var places = 1
    for character in text {
      places += DisplayWidth.of(String(character))
      guard places <= width else { break }
      kept.append(character)
    }
    return kept + "…"
  }
}
