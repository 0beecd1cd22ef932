import ManentCore

/// Spells text as a scalar: plain where no reader can take it for anything else, else in double quotes.
enum YAMLScalarText {
  /// The text on one line; `inFlow` says that it stands inside brackets, where a comma or bracket would end it.
  static func scalar(_ text: String, inFlow: Bool) -> String {
    isPlain(text, inFlow: inFlow) ? text : quoted(text)
  }

  /// Whether YAML's reader takes it as a character of text that ends no line (YAML 1.2 section 5.1, YAML 1.1 for line
  /// ends).
  static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: false
    default: true
    }
  }

  /// Characters with which a plain scalar does not begin: YAML's indicators, signs and points that begin numbers, and
  /// `=` and `<`, which YAML 1.1 gives a meaning.
  private static let reservedStarts: Set<Unicode.Scalar> = [
    "-", "?", ":", ",", "[", "]", "{", "}", "#", "&", "*", "!", "|", ">", "'", "\"", "%", "@", "`", " ", "+", ".", "=",
    "<", "~",
  ]
  private static let flowIndicators: Set<Unicode.Scalar> = [",", "[", "]", "{", "}", ":", "?"]
  private static let reservedWords: Set<String> = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]

  private static func isPlain(_ text: String, inFlow: Bool) -> Bool {
    let scalars = text.unicodeScalars
    guard let first = scalars.first, !reservedStarts.contains(first), scalars.last != " ", scalars.last != ":" else {
      return false
    }
    guard scalars.allSatisfy({ isPrintable($0) && !(inFlow && flowIndicators.contains($0)) }) else { return false }
    for (character, next) in zip(scalars, scalars.dropFirst()) {
      if character == ":" && next == " " || character == " " && next == "#" { return false }
    }
    return !reservedWords.contains(text.lowercased()) && !looksLikeNumber(scalars)
  }

  /// Whether some version of YAML may read a number, a time or a date: a digit first and nothing but what those
  /// consist of.
  private static func looksLikeNumber(_ scalars: String.UnicodeScalarView) -> Bool {
    guard let first = scalars.first, isDigit(first) else { return false }
    let prefix = String(scalars.prefix(2)).lowercased()
    if prefix == "0x" || prefix == "0o" || prefix == "0b" { return true }
    return scalars.allSatisfy { isDigit($0) || "_.:+- eEtTzZ".unicodeScalars.contains($0) }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where isPrintable(scalar): result.unicodeScalars.append(scalar)
      default: result += "\\u" + scalar.value.padded(to: 4, radix: 16)
      }
    }
    return result + "\""
  }
}
