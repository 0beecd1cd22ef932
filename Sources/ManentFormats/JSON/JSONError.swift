public import ManentCore

/// A place where text is not JSON.
public struct JSONError: ManentError, Equatable {
  /// What is wrong.
  public struct Code: RawRepresentable, Sendable, Hashable {
    /// The words for it.
    public let rawValue: String

    /// A code by its words.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The text ends inside a value, or is empty.
    public static let unexpectedEnd = Code(rawValue: "the text ends too early")
    /// Something stands where a value should.
    public static let expectedValue = Code(rawValue: "expected a value")
    /// Something stands where a key should.
    public static let expectedKey = Code(rawValue: "expected a key in double quotes")
    /// Something stands where the colon after a key should.
    public static let expectedColon = Code(rawValue: "expected ':' after the key")
    /// A member of an object is followed by something else than a comma or the end.
    public static let expectedCommaOrBrace = Code(rawValue: "expected ',' or '}'")
    /// An element of an array is followed by something else than a comma or the end.
    public static let expectedCommaOrBracket = Code(rawValue: "expected ',' or ']'")
    /// Something follows the value.
    public static let trailingContent = Code(rawValue: "unexpected text after the value")
    /// A number is spelled in a way that JSON does not have.
    public static let invalidNumber = Code(rawValue: "invalid number")
    /// A backslash is followed by something that JSON does not have.
    public static let invalidEscape = Code(rawValue: "invalid escape in a string")
    /// A control character stands in a string as it is.
    public static let controlCharacter = Code(rawValue: "control character in a string")
    /// The bytes are not UTF-8.
    public static let invalidUTF8 = Code(rawValue: "invalid UTF-8")
    /// Arrays and objects are nested deeper than ``JSON/maximumDepth``.
    public static let tooDeep = Code(rawValue: "nested too deeply")
  }

  /// What is wrong.
  public var code: Code
  /// The line, counted from 1.
  public var line: Int
  /// The column in characters (Unicode scalars), counted from 1.
  public var column: Int
  /// The place in bytes, counted from 0, or by the indices of the slice that was read.
  public var offset: Int

  /// An error from its facts.
  public init(code: Code, line: Int, column: Int, offset: Int) {
    self.code = code
    self.line = line
    self.column = column
    self.offset = offset
  }

  /// One line: the place and what is wrong.
  public var description: String { "line \(line), column \(column): \(code.rawValue)" }
}
