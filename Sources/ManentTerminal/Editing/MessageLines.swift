/// Puts a message together of the lines that are typed: one, or several that say that more follows.
///
/// A backslash at the end of a line, or `"""` in front of the first one, says so; the latter up to `"""` at the end of
/// a line.
public struct MessageLines: Sendable {
  private static let delimiter = "\"\"\""

  private var lines: [String] = []
  private var isDelimited = false
  private var isContinued = false

  /// No lines.
  public init() {}

  /// Whether a message has begun that is not whole yet.
  public var isOpen: Bool { isDelimited || isContinued }

  /// Whether nothing else than a message can be meant.
  public private(set) var isQuoted = false

  /// Takes a line; gives the message when it is whole.
  public mutating func add(_ line: String) -> String? {
    if lines.isEmpty, !isOpen { isQuoted = false }
    if isDelimited { return addDelimited(line, isFirst: false) }
    if !isContinued, line.hasPrefix(Self.delimiter) {
      isDelimited = true
      isQuoted = true
      return addDelimited(String(line.dropFirst(Self.delimiter.count)), isFirst: true)
    }
    // Two of them are one that is meant.
    let backslashes = line.reversed().prefix { $0 == "\\" }.count
    isContinued = backslashes % 2 == 1
    if isContinued {
      lines.append(String(line.dropLast()))
      isQuoted = true
      return nil
    }
    lines.append(line)
    return take()
  }

  /// Forgets what was typed.
  public mutating func drop() { self = MessageLines() }

  /// Takes a line, or what stands behind the first delimiter.
  private mutating func addDelimited(_ line: String, isFirst: Bool) -> String? {
    var end = line[...]
    while end.last == " " { end.removeLast() }
    guard end.hasSuffix(Self.delimiter) else {
      if !isFirst || !end.isEmpty { lines.append(line) }
      return nil
    }
    let last = String(end.dropLast(Self.delimiter.count))
    if !last.isEmpty { lines.append(last) }
    return take()
  }

  private mutating func take() -> String {
    defer {
      lines = []
      isDelimited = false
      isContinued = false
    }
    return lines.joined(separator: "\n")
  }
}
