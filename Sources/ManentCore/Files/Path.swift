/// A path of the file system: text with `/` between its parts, never resolved behind the caller's back.
public struct Path: Hashable, Sendable, Comparable, CustomStringConvertible, ExpressibleByStringLiteral {
  /// The path as the system takes it.
  public let string: String

  /// A path from its text; trailing slashes are dropped.
  public init(_ string: String) {
    var text = Substring(string)
    while text.utf8.count > 1, text.utf8.last == UInt8(ascii: "/") { text.removeLast() }
    self.string = text.endIndex == string.endIndex ? string : String(text)
  }

  /// A path from a literal.
  public init(stringLiteral value: String) { self.init(value) }

  /// The path as text.
  public var description: String { string }

  /// The path of an entry below this one.
  public static func / (base: Path, name: String) -> Path {
    base.string.isEmpty
      ? Path(name) : Path(base.string.utf8.count == 1 && base.isAbsolute ? "/" + name : base.string + "/" + name)
  }

  /// Whether the bytes are the same: a file system tells names apart that Swift's text takes for equal.
  public static func == (left: Path, right: Path) -> Bool { left.string.utf8.elementsEqual(right.string.utf8) }
  /// Hashes the bytes.
  public func hash(into hasher: inout Hasher) {
    var string = string
    string.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  /// Order by bytes.
  public static func < (left: Path, right: Path) -> Bool {
    left.string.utf8.lexicographicallyPrecedes(right.string.utf8)
  }

  /// Whether the path starts at the root.
  public var isAbsolute: Bool { string.utf8.first == UInt8(ascii: "/") }

  /// The parts between slashes, empty ones left out.
  public var components: [Substring] { Self.parts(of: string) }

  /// The parts between slashes, told by bytes: Swift's text joins a slash and a mark after it to one character.
  public static func parts(of text: String, omittingEmpty: Bool = true) -> [Substring] {
    text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: omittingEmpty).map { Substring($0) }
  }

  /// The last part: `c.txt` of `a/b/c.txt`.
  public var name: String { components.last.map(String.init) ?? string }

  /// The path without its last part; `.` when nothing is left of a relative path.
  public var parent: Path {
    guard let slash = string.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == string.startIndex ? "/" : Path(String(string[..<slash]))
  }

  /// What follows the last dot of the name, lower-cased; empty when there is none.
  public var fileExtension: String {
    let name = name
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  /// This path made absolute against `base`, with `.` and `..` taken out of the text; links are not followed.
  public func absolute(from base: Path) -> Path {
    let full = isAbsolute ? string : base.string + "/" + string
    var parts: [Substring] = []
    for part in Self.parts(of: full) where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return Path("/" + parts.joined(separator: "/"))
  }

  /// What has to be added to `base` to reach this path, or `nil` when it is not at or below `base`.
  public func relative(to base: Path) -> String? {
    if self == base { return "" }
    let prefix = base.string == "/" ? "/" : base.string + "/"
    guard string.utf8.starts(with: prefix.utf8) else { return nil }
    return String(Substring(string.utf8.dropFirst(prefix.utf8.count)))
  }
}
