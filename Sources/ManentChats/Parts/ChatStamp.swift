import ManentCore
import ManentRecords

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
  static func of(_ folder: Path) throws -> (stamp: ChatStamp, lastPart: Int) { of(try Files.entries(of: folder)) }

  /// The stamp of files with what the file system knows of them; the number of the last part comes with it, 0 when
  /// there is none.
  static func of(_ files: [(name: String, status: FileStatus)]) -> (stamp: ChatStamp, lastPart: Int) {
    var stamp = ChatStamp(settings: (0, 0), parts: (0, 0, 0))
    var last = 0
    for (name, status) in files {
      if name == WorkspaceLayout.chatFile { stamp.settings = (status.size, status.modified) }
      guard let number = WorkspaceLayout.partNumber(name) else { continue }
      last = max(last, number)
      stamp.parts.count += 1
      stamp.parts.bytes += status.size
      stamp.parts.modified = max(stamp.parts.modified, status.modified)
    }
    return (stamp, last)
  }

  /// Whether the files of a chat surely still look so. Of one with few parts the files are asked for by name, which
  /// costs half of a listing; what only a listing can tell is left to that.
  ///
  /// - Parameters:
  ///   - name: the name of the chat's folder.
  ///   - day: the folder that it is in.
  ///   - lastPart: the number of the last part when the stamp was made.
  func holds(for name: String, in day: borrowing OpenFolder, lastPart: Int) throws -> Bool {
    guard parts.count == lastPart, (1...3).contains(lastPart),
      let settings = try day.status("\(name)/\(WorkspaceLayout.chatFile)"),
      self.settings == (settings.size, settings.modified)
    else { return false }
    var seen = (count: 0, bytes: 0, modified: Int64(0))
    for number in 1...lastPart {
      guard let status = try day.status("\(name)/\(WorkspaceLayout.part(number))") else { return false }
      seen = (seen.count + 1, seen.bytes + status.size, max(seen.modified, status.modified))
    }
    return try seen == parts && day.status("\(name)/\(WorkspaceLayout.part(lastPart + 1))") == nil
  }

  private init(settings: (Int, Int64), parts: (Int, Int, Int64)) { (self.settings, self.parts) = (settings, parts) }

  /// A stamp from its text.
  init?(_ text: String) {
    // By hand, for every look at the chats does it for each of them.
    var numbers: [Int64] = [0]
    for byte in text.utf8 {
      if byte == UInt8(ascii: "-") {
        numbers.append(0)
        continue
      }
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      let (tens, isTooLong) = numbers[numbers.count - 1].multipliedReportingOverflow(by: 10)
      let (sum, isTooLarge) = tens.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
      guard !isTooLong, !isTooLarge else { return nil }
      numbers[numbers.count - 1] = sum
    }
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
