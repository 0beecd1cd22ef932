import ManentCore

/// The zip of ChatGPT's data export. The one of OpenAI's privacy portal has the conversations in zips inside it.
struct ChatGPTArchive {
  /// An archive in an archive is opened, one in that is not.
  private static let deepest = 1

  let path: Path

  init(_ path: Path) { self.path = path }

  /// Whether a file holds conversations, by its name.
  static func isConversations(_ name: String) -> Bool { name.hasPrefix("conversations") && name.hasSuffix(".json") }

  /// Calls `body` with each file of conversations, one after the other: it is unpacked to a folder under a name of our
  /// own, and removed when `body` has returned.
  func forEachConversations(in folder: Path, _ body: (Path) throws -> Void) throws {
    var budget = ZipBudget()
    guard try forEach(in: folder, depth: 0, &budget, body) > 0 else {
      throw ImportError(
        .malformed, path.string,
        "the archive has no conversations.json, nor an archive that has one, so it is no export of ChatGPT",
        advice: "unpack it, and import or add what is in it")
    }
  }

  /// - Returns: how many files of conversations there were.
  private func forEach(
    in folder: Path, depth: Int, _ budget: inout ZipBudget, _ body: (Path) throws -> Void
  ) throws -> Int {
    try MappedFile.open(path).withBytes { bytes in
      let archive = ZipArchive(bytes, path: path)
      let entries = try archive.entries().sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
      let conversations = entries.filter { Self.isConversations(Path($0.name).name) }
      let isOpened = conversations.isEmpty && depth < Self.deepest
      let archives = isOpened ? entries.filter { Path($0.name).fileExtension == "zip" } : []
      try archive.refuseBombs(conversations + archives, &budget, isInner: depth > 0)
      var count = 0
      for entry in conversations {
        let file = folder / (conversations.count == 1 ? "conversations.json" : "conversations-\(count).json")
        defer { try? Files.remove(file) }
        try archive.extract(entry, to: file)
        try body(file)
        count += 1
      }
      for (number, entry) in archives.enumerated() {
        let file = folder / "\(depth)-\(number).zip"
        defer { try? Files.remove(file) }
        try archive.extract(entry, to: file)
        // What is called a zip and is none is not for this.
        guard try Files.read(file, range: 0..<4).starts(with: [0x50, 0x4B]) else { continue }
        count += try ChatGPTArchive(file).forEach(in: folder, depth: depth + 1, &budget, body)
      }
      return count
    }
  }
}
