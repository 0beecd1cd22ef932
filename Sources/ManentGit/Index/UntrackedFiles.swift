/// The extension `UNTR` of git's index, the cache of untracked files (`git update-index --untracked-cache`).
///
/// The name of the system (a length of 7 bits a byte and that many bytes), facts of two files with patterns (76 bytes
/// with the flags) and the names of their contents, the name of the pattern files of each folder and a zero byte; then how
/// many folders follow, with what is untracked in them.
enum UntrackedFiles {
  /// The same with no folder: a commit makes untracked files tracked, and git looks through the folders again. That there
  /// is such a cache is the user's choice, and stays.
  static func emptied(_ content: ArraySlice<UInt8>) -> [UInt8]? {
    var (length, place) = (0, content.startIndex)
    while place < content.endIndex {
      let byte = content[place]
      place += 1
      length = length << 7 | Int(byte & 0x7F)
      guard byte & 0x80 != 0, length < 1 << 20 else { break }
      length += 1
    }
    let facts = 76 + 2 * ObjectID.length
    guard length + facts < content.endIndex - place else { return nil }
    guard let end = content[(place + length + facts)...].firstIndex(of: 0) else { return nil }
    return Array(content[...end]) + [0]
  }
}

/// The extension `FSMN` of git's index: what a program that watches the files (`core.fsmonitor`) was asked last.
///
/// A version (2), the token with which it is asked next time and a zero byte, the length of a set of positions, and the
/// set: entries that git has to look at whatever the program says.
enum MonitoredFiles {
  /// The token; `nil` where the extension is of another version.
  static func token(_ content: ArraySlice<UInt8>) -> [UInt8]? {
    guard content.prefix(4).elementsEqual([0, 0, 0, 2]) else { return nil }
    return content.dropFirst(4).firstIndex(of: 0).map { Array(content[content.startIndex + 4..<$0]) }
  }

  /// The extension with a set of all entries: positions have moved, and git looks at each once.
  static func bytes(token: [UInt8], count: Int) -> [UInt8] {
    let set = BitPositions.bytes(of: Array(0..<count))
    return [0, 0, 0, 2] + token + [0] + UInt32(set.count).bigEndianBytes + set
  }
}
