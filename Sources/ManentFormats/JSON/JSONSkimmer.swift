/// Finds members of JSON objects without building their values: for counting over many lines of which a few keys matter.
///
/// It finds what is where and checks no more than that takes: text that is no JSON may be taken for some, but no access
/// leaves the bytes. The bytes must outlive it.
public struct JSONSkimmer {
  private let bytes: UnsafeBufferPointer<UInt8>

  /// A skimmer of a text, such as a line.
  public init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Calls `body` with each member of the object that `range` spells: the key without its quotes, escapes as they are
  /// written, and the value. False when there is no whole object.
  public func members(
    in range: Range<Int>, _ body: (_ key: UnsafeBufferPointer<UInt8>, _ value: Range<Int>) -> Void
  ) -> Bool {
    var position = skippingSpace(range.lowerBound)
    guard position < range.upperBound, bytes[position] == UInt8(ascii: "{") else { return false }
    position = skippingSpace(position + 1)
    if position < range.upperBound, bytes[position] == UInt8(ascii: "}") { return true }
    while position < range.upperBound, bytes[position] == UInt8(ascii: "\""), let keyEnd = endOfString(position) {
      let key = UnsafeBufferPointer(rebasing: bytes[position + 1..<keyEnd - 1])
      let colon = skippingSpace(keyEnd)
      guard colon < range.upperBound, bytes[colon] == UInt8(ascii: ":") else { return false }
      let start = skippingSpace(colon + 1)
      guard let end = endOfValue(start), end <= range.upperBound else { return false }
      body(key, start..<end)
      position = skippingSpace(end)
      guard position < range.upperBound else { return false }
      if bytes[position] == UInt8(ascii: "}") { return true }
      guard bytes[position] == UInt8(ascii: ",") else { return false }
      position = skippingSpace(position + 1)
    }
    return false
  }

  /// Calls `body` with each element of the array that `range` spells. False when there is no whole array.
  public func elements(in range: Range<Int>, _ body: (_ value: Range<Int>) -> Void) -> Bool {
    var position = skippingSpace(range.lowerBound)
    guard position < range.upperBound, bytes[position] == UInt8(ascii: "[") else { return false }
    position = skippingSpace(position + 1)
    if position < range.upperBound, bytes[position] == UInt8(ascii: "]") { return true }
    while position < range.upperBound, let end = endOfValue(position), end <= range.upperBound {
      body(position..<end)
      position = skippingSpace(end)
      guard position < range.upperBound else { return false }
      if bytes[position] == UInt8(ascii: "]") { return true }
      guard bytes[position] == UInt8(ascii: ",") else { return false }
      position = skippingSpace(position + 1)
    }
    return false
  }

  /// The text that a value spells; `nil` when it is no text.
  public func text(_ value: Range<Int>) -> String? {
    guard isText(value) else { return nil }
    let content = UnsafeBufferPointer(rebasing: bytes[value.lowerBound + 1..<value.upperBound - 1])
    if content.contains(UInt8(ascii: "\\")) {
      return (try? JSON(parsing: UnsafeBufferPointer(rebasing: bytes[value])))?.string
    }
    return String(validating: content, as: UTF8.self)
  }

  /// Whether a value is text.
  public func isText(_ value: Range<Int>) -> Bool {
    value.count >= 2 && bytes[value.lowerBound] == UInt8(ascii: "\"")
  }

  /// The whole number that a value spells; `nil` when it is none.
  public func integer(_ value: Range<Int>) -> Int? {
    guard value.count <= 24 else { return nil }
    return JSONNumber(checked: String(decoding: UnsafeBufferPointer(rebasing: bytes[value]), as: UTF8.self)).int
  }

  /// The bytes of a value.
  public func spelling(_ value: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[value])
  }

  private func skippingSpace(_ start: Int) -> Int {
    var position = start
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return position
      }
    }
    return position
  }

  /// The offset behind the string that begins at `start`.
  private func endOfString(_ start: Int) -> Int? {
    var position = start + 1
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""): return position + 1
      case UInt8(ascii: "\\"): position += 2
      default: position += 1
      }
    }
    return nil
  }

  /// The offset behind the value that begins at `start`.
  private func endOfValue(_ start: Int) -> Int? {
    guard start < bytes.count else { return nil }
    switch bytes[start] {
    case UInt8(ascii: "\""): return endOfString(start)
    case UInt8(ascii: "{"), UInt8(ascii: "["): return endOfBrackets(start)
    default:
      var position = start
      while position < bytes.count, !Self.endsLiteral(bytes[position]) { position += 1 }
      return position > start ? position : nil
    }
  }

  private func endOfBrackets(_ start: Int) -> Int? {
    var (position, depth) = (start, 0)
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        guard let end = endOfString(position) else { return nil }
        position = end
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return position + 1 }
      default: break
      }
      position += 1
    }
    return nil
  }

  private static func endsLiteral(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), 0x20, 0x0A, 0x0D, 0x09: true
    default: false
    }
  }
}
