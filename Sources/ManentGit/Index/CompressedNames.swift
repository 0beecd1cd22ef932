/// Version 4 of git's index: each name is what it does not share with the one before, and entries are not padded.
enum CompressedNames {
  /// The same file with its entries as version 3 has them.
  ///
  /// - Parameters:
  ///   - bytes: a file of version 4.
  ///   - count: how many entries it has.
  ///   - limit: where the entries must end at the latest.
  static func expand(
    _ bytes: UnsafeRawBufferPointer, count: Int, limit: Int
  ) throws(GitError) -> (entries: [UInt8], end: Int) {
    func cutShort() -> GitError { IndexLayout.damaged("the index ends in the middle of an entry") }
    var expanded = Array(bytes.prefix(IndexLayout.headerLength))
    var name: [UInt8] = []
    var offset = IndexLayout.headerLength
    for _ in 0..<count {
      guard offset + IndexLayout.fixedLength < limit else { throw cutShort() }
      var entry = IndexEntry(bytes, at: offset)
      offset += IndexLayout.fixedLength + (entry.flags & IndexEntry.extended == 0 ? 0 : 2)
      // How many bytes of the name before are dropped: seven bits a byte, each but the last one more than it says.
      var dropped = 0
      while true {
        guard offset < limit, dropped < 1 << 32 else { throw cutShort() }
        let byte = Int(bytes[offset])
        offset += 1
        dropped = dropped << 7 | byte & 0x7F
        if byte & 0x80 == 0 { break }
        dropped += 1
      }
      guard dropped <= name.count else { throw IndexLayout.damaged("a name shares more than there is") }
      name.removeLast(dropped)
      while offset < limit, bytes[offset] != 0 {
        name.append(bytes[offset])
        offset += 1
      }
      guard offset < limit else { throw cutShort() }
      offset += 1
      entry.name = name
      IndexLayout.append(entry, to: &expanded)
    }
    return (expanded, offset)
  }

  /// The entries of a file of version 3 as version 4 has them.
  static func compress(_ table: IndexTable) throws(GitError) -> [UInt8] {
    var compressed: [UInt8] = []
    var previous: Range<Int> = 0..<0
    try table.walk(from: table.place(at: 0)) { place, bytes, span in
      compressed += bytes[place.offset..<span.name.lowerBound]
      let shared = zip(bytes[previous], bytes[span.name]).prefix { $0 == $1 }.count
      var dropped = previous.count - shared
      var digits = [UInt8(truncatingIfNeeded: dropped & 0x7F)]
      while dropped >> 7 != 0 {
        dropped = dropped >> 7 - 1
        digits.append(0x80 | UInt8(truncatingIfNeeded: dropped & 0x7F))
      }
      compressed += digits.reversed()
      compressed += bytes[span.name].dropFirst(shared)
      compressed.append(0)
      previous = span.name
      return true
    }
    return compressed
  }
}
