import CSystem

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Text in UTF-8 that was made of bytes in another encoding, by the C library's iconv.
public struct TextConversion: Sendable, Equatable {
  /// The text; always valid.
  public var text: [UInt8]
  /// How many bytes stand for no character. Each is U+FFFD in the text.
  public var replaced: Int

  /// Converts bytes.
  ///
  /// - Parameters:
  ///   - bytes: the text.
  ///   - encoding: as iconv calls it.
  ///   - isPart: whether the end may be cut within a character, which then is left out.
  /// - Returns: `nil` when the C library does not know the encoding.
  public init?(_ bytes: [UInt8], from encoding: String, isPart: Bool = false) {
    guard let converter = iconv_open("UTF-8", encoding), converter != Self.failure else { return nil }
    defer { iconv_close(converter) }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 2)
    var replaced = 0
    var input = bytes
    let piece = UnsafeMutablePointer<CChar>.allocate(capacity: Self.pieceLength)
    defer { piece.deallocate() }
    input.withUnsafeMutableBytes { buffer in
      guard let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self) else { return }
      var position: UnsafeMutablePointer<CChar>? = base
      var left = buffer.count
      while left > 0 {
        var target: UnsafeMutablePointer<CChar>? = piece
        var room = Self.pieceLength
        let result = iconv(converter, &position, &left, &target, &room)
        let code = errno
        text.append(contentsOf: UnsafeRawBufferPointer(start: piece, count: Self.pieceLength - room))
        guard result == -1, code != E2BIG else { continue }
        if code == EINVAL, isPart { return }
        // No character, or the end of the bytes within one.
        replaced += 1
        text.append(contentsOf: [0xEF, 0xBF, 0xBD])
        position = position?.advanced(by: 1)
        left -= 1
        iconv(converter, nil, nil, nil, nil)
      }
    }
    // What some converters let through that is no text in UTF-8 (surrogates) is replaced as well.
    self.text =
      String(validating: text, as: UTF8.self) == nil ? Array(String(decoding: text, as: UTF8.self).utf8) : text
    self.replaced = replaced
  }

  /// Bytes of UTF-8 in which some may be wrong; each maximal part of a character that is not whole is U+FFFD.
  public init(repairing bytes: [UInt8]) {
    text = Array(String(decoding: bytes, as: UTF8.self).utf8)
    replaced = UTF8Census(bytes).invalid
  }

  private static let pieceLength = 1 << 16
  private static var failure: iconv_t? { UnsafeMutableRawPointer(bitPattern: -1) }
}
