extension JSONParser {
  /// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`
  mutating func number() throws(Failure) -> JSONNumber {
    let start = position
    step(over: UInt8(ascii: "-"))
    if step(over: UInt8(ascii: "0")) {
      if position < bytes.count, isDigit(bytes[position]) { throw Failure(code: .invalidNumber, position: start) }
    } else {
      try digits(start)
    }
    if step(over: UInt8(ascii: ".")) { try digits(start) }
    if step(over: UInt8(ascii: "e")) || step(over: UInt8(ascii: "E")) {
      if !step(over: UInt8(ascii: "+")) { step(over: UInt8(ascii: "-")) }
      try digits(start)
    }
    return JSONNumber(
      checked: String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self))
  }

  private mutating func digits(_ start: Int) throws(Failure) {
    let first = position
    while position < bytes.count, isDigit(bytes[position]) { position += 1 }
    guard position > first else {
      throw position < bytes.count ? Failure(code: .invalidNumber, position: start) : failure(.unexpectedEnd)
    }
  }

  @discardableResult
  private mutating func step(over byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
