import ManentCore
import ManentFormats

/// Finds the elements of a large JSON text one by one, so that no more than one of them is in memory as a value.
struct JSONElements {
  private let bytes: UnsafeRawBufferPointer

  /// The elements of a text, whose bytes must stay where they are.
  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? UnsafeRawBufferPointer(rebasing: bytes[3...]) : bytes
  }

  /// Where the elements are: those of the array that the text is, or of the array that is the value of a key of the
  /// object that the text is; `nil` when it is neither.
  func array(under keys: Set<String> = []) -> Int? {
    var position = skipSpace(0)
    guard position < bytes.count else { return nil }
    if bytes[position] == UInt8(ascii: "[") { return position + 1 }
    guard bytes[position] == UInt8(ascii: "{") else { return nil }
    position = skipSpace(position + 1)
    while position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
      let end = skipString(position)
      let key = (try? JSON(parsing: slice(position..<end)))?.string ?? ""
      position = skipSpace(end)
      guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else { return nil }
      position = skipSpace(position + 1)
      if keys.contains(key), position < bytes.count, bytes[position] == UInt8(ascii: "[") { return position + 1 }
      position = skipSpace(skipValue(position))
      guard position < bytes.count, bytes[position] == UInt8(ascii: ",") else { return nil }
      position = skipSpace(position + 1)
    }
    return nil
  }

  /// Whether the text is an object, or begins with one.
  var beginsObject: Bool {
    let start = skipSpace(0)
    return start < bytes.count && bytes[start] == UInt8(ascii: "{")
  }

  /// The first element of an array, if it can be read.
  func first(from start: Int) -> JSON? {
    let position = skipSpace(start)
    guard position < bytes.count, bytes[position] != UInt8(ascii: "]") else { return nil }
    return try? Self.value(of: slice(position..<min(bytes.count, skipValue(position))), notify: { _ in })
  }

  /// The value of the first line that is not blank, if it is one.
  var firstLine: JSON? {
    let start = skipSpace(0)
    let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    return try? Self.value(of: slice(start..<end), notify: { _ in })
  }

  /// Whether there is something behind the first line that is not blank.
  var hasSeveralLines: Bool {
    let start = skipSpace(0)
    guard let end = bytes[start...].firstIndex(of: 0x0A) else { return false }
    return skipSpace(end) < bytes.count
  }

  /// Whether nothing but space is there.
  var isBlank: Bool { skipSpace(0) == bytes.count }

  /// Why the text cannot be read, if it begins as JSON does and is not larger than 64 MiB.
  var damage: JSONError? {
    let start = skipSpace(0)
    guard bytes.count <= 64 << 20, start < bytes.count, firstLine == nil,
      [UInt8(ascii: "{"), UInt8(ascii: "[")].contains(bytes[start])
    else { return nil }
    do throws(JSONError) {
      _ = try JSON(parsing: slice(0..<bytes.count))
      return nil
    } catch {
      return error.code == .invalidUTF8 ? nil : error
    }
  }

  /// The value of the whole text, if it is one.
  var whole: JSON? { try? Self.value(of: slice(0..<bytes.count), notify: { _ in }) }

  /// Calls `body` with the bytes of each element from a position behind `[`, and the place of its end.
  ///
  /// - Throws: `ImportError` when the text ends before the array does; the elements before were given out then.
  func forEach(from start: Int, _ body: (UnsafeBufferPointer<UInt8>, _ end: Int) throws -> Void) throws {
    var position = skipSpace(start)
    if position < bytes.count, bytes[position] == UInt8(ascii: "]") { return }
    while position < bytes.count {
      let end = skipValue(position)
      guard end > position, end <= bytes.count else { break }
      let next = skipSpace(end)
      guard next < bytes.count, bytes[next] == UInt8(ascii: ",") || bytes[next] == UInt8(ascii: "]") else { break }
      try body(slice(position..<end), next)
      if bytes[next] == UInt8(ascii: "]") { return }
      position = skipSpace(next + 1)
    }
    throw ImportError(.malformed, "byte \(min(position, bytes.count))", "the JSON ends too early or is damaged here")
  }

  /// Calls `body` with the bytes of each line that is not blank, and the place of its end.
  func forEachLine(_ body: (UnsafeBufferPointer<UInt8>, _ end: Int) throws -> Void) throws {
    var position = 0
    while position < bytes.count {
      let end = bytes[position...].firstIndex(of: 0x0A) ?? bytes.count
      if skipSpace(position) < end { try body(slice(position..<end), end) }
      position = end + 1
    }
  }

  /// The value of some bytes. Bytes that are not UTF-8 become U+FFFD, which is told.
  static func value(of bytes: UnsafeBufferPointer<UInt8>, notify: (String) -> Void) throws -> JSON {
    do throws(JSONError) {
      return try JSON(parsing: bytes)
    } catch {
      guard error.code == .invalidUTF8 else { throw error }
      notify("bytes that are not UTF-8 were replaced by U+FFFD")
      return try JSON(parsing: String(decoding: bytes, as: UTF8.self))
    }
  }

  private func slice(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeRawBufferPointer(rebasing: bytes[range]).bindMemory(to: UInt8.self)
  }

  private func skipSpace(_ start: Int) -> Int {
    var position = start
    while position < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[position]) { position += 1 }
    return position
  }

  /// The position behind the string that begins at one.
  private func skipString(_ start: Int) -> Int {
    var position = start + 1
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""): return position + 1
      case UInt8(ascii: "\\"): position += 2
      default: position += 1
      }
    }
    return bytes.count
  }

  /// The position behind the value that begins at one; brackets and quotes alone are looked at.
  private func skipValue(_ start: Int) -> Int {
    var position = start
    var depth = 0
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position = skipString(position)
        if depth == 0 { return position }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return position }
        depth -= 1
        if depth == 0 { return position + 1 }
      case UInt8(ascii: ","), 0x20, 0x0A, 0x0D, 0x09: if depth == 0 { return position }
      default: break
      }
      position += 1
    }
    return bytes.count
  }
}
