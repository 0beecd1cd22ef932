/// What plain scalars stand for: the core schema of YAML 1.2 (section 10.3.2), in which `yes` and `no` are text.
enum YAMLCoreSchema {
  static func value(of text: String) -> JSON {
    switch text {
    case "", "~", "null", "Null", "NULL": .null
    case "true", "True", "TRUE": true
    case "false", "False", "FALSE": false
    default: number(text) ?? .string(text)
    }
  }

  private static func number(_ text: String) -> JSON? {
    guard let first = text.utf8.first, first < 0x3A else { return nil }
    if text.hasPrefix("0o") { return integer(text.dropFirst(2), radix: 8) }
    if text.hasPrefix("0x") { return integer(text.dropFirst(2), radix: 16) }
    let isSigned = first == UInt8(ascii: "-") || first == UInt8(ascii: "+")
    let magnitude = isSigned ? text.dropFirst() : text[...]
    switch magnitude {
    case ".inf", ".Inf", ".INF": return JSON(first == UInt8(ascii: "-") ? -Double.infinity : .infinity)
    case ".nan" where !isSigned, ".NaN" where !isSigned, ".NAN" where !isSigned: return JSON(Double.nan)
    default: return isDecimal(magnitude) ? decimal(text) : nil
    }
  }

  private static func integer(_ digits: Substring, radix: Int) -> JSON? {
    guard digits.utf8.first != UInt8(ascii: "-"), digits.utf8.first != UInt8(ascii: "+") else { return nil }
    return Int(digits, radix: radix).map { JSON($0) }
  }

  /// `( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
  private static func isDecimal(_ text: Substring) -> Bool {
    var rest = text.utf8[...]
    func digits() -> Int {
      let count = rest.prefix { $0 &- 0x30 < 10 }.count
      rest = rest.dropFirst(count)
      return count
    }
    let whole = digits()
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard digits() + whole > 0 else { return false }
    } else if whole == 0 {
      return false
    }
    guard rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") else { return rest.isEmpty }
    rest = rest.dropFirst()
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    return digits() > 0 && rest.isEmpty
  }

  /// The number with its spelling where JSON shares that, so that long ones lose no digit.
  private static func decimal(_ text: String) -> JSON? {
    if case .number(let number)? = try? JSON(parsing: text) { return .number(number) }
    if let integer = Int(text) { return JSON(integer) }
    return Double(text).map { JSON($0) }
  }
}
