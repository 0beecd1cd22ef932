internal import ManentCore

extension PackFolder {
  /// Takes git's index of several packs away if it names one of these, which are about to go.
  ///
  /// It is a cache, which git makes anew when it likes; with a pack missing it would be an error.
  func forget(_ stems: [String]) throws(HistoryError) {
    let names = ["multi-pack-index", "multi-pack-index.d"]
    try onFiles { () throws(FileError) in
      guard let index = names.first(where: { Files.exists(path / $0) }) else { return }
      if index == names[0] {
        let bytes = try Files.read(path / index, followsLinks: false)
        guard stems.contains(where: { Self.contains(Array("\($0).idx".utf8), in: bytes) }) else { return }
      }
      for name in try Files.list(path) where name.hasPrefix(names[0]) { try Files.removeTree(path / name) }
    }
  }

  private static func contains(_ word: [UInt8], in bytes: [UInt8]) -> Bool {
    // The names are sorted and stand near the start; a search through all of it finds them wherever they are.
    guard let first = word.first, bytes.count >= word.count else { return false }
    var start = bytes.startIndex
    while let found = bytes[start...(bytes.count - word.count)].firstIndex(of: first) {
      if bytes[found..<found + word.count].elementsEqual(word) { return true }
      start = found + 1
      if start > bytes.count - word.count { return false }
    }
    return false
  }
}
