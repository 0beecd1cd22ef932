import ManentCore

/// What the files of a chat looked like when the catalog read them: whenever one of them changes, so does this.
///
/// Of the many parts of a long chat all but the last are settled; number, length and newest time tell a change in any
/// of them.
struct ChatStamp: Equatable, CustomStringConvertible {
  /// The length of `chat.yaml` in bytes, and when it was last changed.
  var settings: (bytes: Int, modified: Int64)
  /// How many parts there are, how long they are together, and when the last of them was changed.
  var parts: (count: Int, bytes: Int, modified: Int64)

  /// The stamp of the files in a folder; the number of the last part comes with it, 0 when there is none.
  static func of(_ folder: Path) throws -> (stamp: ChatStamp, lastPart: Int) {
    var stamp = ChatStamp(settings: (0, 0), parts: (0, 0, 0))
    var last = 0
    for (name, status) in try Files.entries(of: folder) {
      if name == WorkspaceLayout.chatFile { stamp.settings = (status.size, status.modified) }
      guard let number = WorkspaceLayout.partNumber(name) else { continue }
      last = max(last, number)
      stamp.parts.count += 1
      stamp.parts.bytes += status.size
      stamp.parts.modified = max(stamp.parts.modified, status.modified)
    }
    return (stamp, last)
  }

  private init(settings: (Int, Int64), parts: (Int, Int, Int64)) { (self.settings, self.parts) = (settings, parts) }

  /// A stamp from its text.
  init?(_ text: String) {
    let numbers = text.split(separator: "-", omittingEmptySubsequences: false).compactMap { Int64($0) }
    guard numbers.count == 5 else { return nil }
    settings = (Int(numbers[0]), numbers[1])
    parts = (Int(numbers[2]), Int(numbers[3]), numbers[4])
  }

  /// Five numbers, as the catalog keeps them.
  var description: String {
    "\(settings.bytes)-\(settings.modified)-\(parts.count)-\(parts.bytes)-\(parts.modified)"
  }

  /// Length of all files in bytes.
  var bytes: Int { settings.bytes + parts.bytes }

  static func == (left: ChatStamp, right: ChatStamp) -> Bool {
    left.settings == right.settings && left.parts == right.parts
  }
}
