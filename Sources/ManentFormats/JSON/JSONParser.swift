/// A recursive-descent reader of one JSON text, over bytes that outlive it.
///
/// Every access is preceded by a check of `position` against `bytes.count`.
struct JSONParser {
  /// What is wrong and at which byte; lines and columns are counted only when a caller needs them.
  struct Failure: Error {
    var code: JSONError.Code
    var position: Int
  }

  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0
  private var depth = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The one value of the text, with nothing but space around it.
  mutating func document() throws(Failure) -> JSON {
    skipSpace()
    let value = try value()
    skipSpace()
    guard position == bytes.count else { throw failure(.trailingContent) }
    return value
  }

  private mutating func value() throws(Failure) -> JSON {
    guard position < bytes.count else { throw failure(.unexpectedEnd) }
    switch bytes[position] {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "{"): return .object(try object())
    case UInt8(ascii: "["): return .array(try array())
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    default: throw failure(.expectedValue)
    }
  }

  private mutating func object() throws(Failure) -> JSONObject {
    try enter()
    var object = JSONObject()
    if take(UInt8(ascii: "}"), skippingSpace: false) { return leave(object) }
    while true {
      guard position < bytes.count else { throw failure(.unexpectedEnd) }
      guard bytes[position] == UInt8(ascii: "\"") else { throw failure(.expectedKey) }
      let key = try string()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw failureOrEnd(.expectedColon) }
      object.set(try value(), for: key)
      skipSpace()
      if take(UInt8(ascii: ",")) { continue }
      if take(UInt8(ascii: "}"), skippingSpace: false) { return leave(object) }
      throw failureOrEnd(.expectedCommaOrBrace)
    }
  }

  private mutating func array() throws(Failure) -> [JSON] {
    try enter()
    var array: [JSON] = []
    if take(UInt8(ascii: "]"), skippingSpace: false) { return leave(array) }
    while true {
      array.append(try value())
      skipSpace()
      if take(UInt8(ascii: ",")) { continue }
      if take(UInt8(ascii: "]"), skippingSpace: false) { return leave(array) }
      throw failureOrEnd(.expectedCommaOrBracket)
    }
  }

  /// Steps over the opening bracket and the space after it.
  private mutating func enter() throws(Failure) {
    depth += 1
    guard depth <= JSON.maximumDepth else { throw failure(.tooDeep) }
    position += 1
    skipSpace()
  }

  private mutating func leave<Value>(_ value: Value) -> Value {
    depth -= 1
    return value
  }

  private mutating func literal(_ text: StaticString, _ value: JSON) throws(Failure) -> JSON {
    for index in 0..<text.utf8CodeUnitCount {
      guard position + index < bytes.count else { throw Failure(code: .unexpectedEnd, position: bytes.count) }
      guard bytes[position + index] == text.utf8Start[index] else { throw failure(.expectedValue) }
    }
    position += text.utf8CodeUnitCount
    return value
  }

  /// Steps over `byte` (and the space after it) if it is next.
  @inline(__always)
  private mutating func take(_ byte: UInt8, skippingSpace: Bool = true) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    if skippingSpace { skipSpace() }
    return true
  }

  @inline(__always)
  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  func failure(_ code: JSONError.Code) -> Failure { Failure(code: code, position: position) }

  func failureOrEnd(_ code: JSONError.Code) -> Failure { failure(position < bytes.count ? code : .unexpectedEnd) }
}
