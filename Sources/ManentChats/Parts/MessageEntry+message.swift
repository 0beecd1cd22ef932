import ManentCatalog
import ManentCore
import ManentIndex
import ManentRecords

extension MessageEntry {
  /// What the catalog takes in of a message.
  ///
  /// - Parameters:
  ///   - message: the message.
  ///   - line: its line's bytes.
  ///   - part: the number of its part.
  ///   - start: where the line begins in it.
  init(_ message: Message, line: ArraySlice<UInt8>, part: Int, start: Int) {
    let content = message.content
    self.init(
      hash: Self.hash(of: line), created: message.createdAt, role: message.role.number, part: part,
      range: start..<start + line.count
    ) { Array(Terms.indexText(content).utf8) }
  }

  /// The fingerprint of a line: FNV-1a, 64 bits (Fowler, Noll and Vo).
  static func hash(of line: ArraySlice<UInt8>) -> Int64 {
    Int64(bitPattern: line.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 })
  }

  /// The messages of a chat's parts that it shows, each once.
  ///
  /// - Parameters:
  ///   - files: the files by their names; those that are no parts are passed over.
  ///   - shown: the ids of the messages that are shown.
  static func entries(of files: [(name: String, bytes: [UInt8])], showing shown: Set<String>) -> [MessageEntry] {
    var left = shown
    var entries: [MessageEntry] = []
    for (name, bytes) in files {
      guard let number = WorkspaceLayout.partNumber(name) else { continue }
      _ = ChatFiles.scan(bytes, of: name) { message, range in
        guard left.remove(message.id) != nil else { return }
        entries.append(MessageEntry(message, line: bytes[range], part: number, start: range.lowerBound))
      }
    }
    return entries
  }
}
