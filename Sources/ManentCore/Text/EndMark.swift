/// The mark of the end (0x1A, Ctrl-Z) that CP/M and DOS wrote behind a text, and some programs still do.
public enum EndMark {
  private static let byte: UInt8 = 0x1A

  /// The bytes of a text without such marks at its end.
  public static func removed<Bytes: BidirectionalCollection<UInt8>>(from bytes: Bytes) -> Bytes.SubSequence {
    var end = bytes.endIndex
    while end > bytes.startIndex {
      let before = bytes.index(before: end)
      guard bytes[before] == byte else { break }
      end = before
    }
    return bytes[..<end]
  }
}
