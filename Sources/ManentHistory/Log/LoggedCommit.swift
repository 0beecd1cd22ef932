public import ManentCore
public import ManentGit

/// A commit as a log tells it.
public struct LoggedCommit: Sendable {
  /// Its name.
  public var id: CommitID
  /// What it was built on: none for the first of a branch, several for a merge.
  public var parents: [CommitID]
  /// The name of its author.
  public var author: String
  /// When its author made it, to the second.
  public var time: Timestamp
  /// When it was committed, to the second.
  public var commitTime: Timestamp
  /// Its message; of one longer than 1 MiB the beginning.
  public var message: String

  /// The first line of the message.
  public var subject: String { String(message.prefix { !$0.isNewline }) }

  /// The root tree.
  let tree: ObjectID

  private static let longestMessage = 1 << 20

  /// Reads a commit object; damaged or hostile bytes are an error.
  init(_ bytes: UnsafeRawBufferPointer, of id: ObjectID) throws(GitError) {
    let text = try CommitText(bytes, of: id)
    self.id = CommitID(id)
    tree = text.tree
    parents = text.parents.map { CommitID($0) }
    (author, time, commitTime) = ("", Timestamp(milliseconds: 0), Timestamp(milliseconds: 0))
    var position = 0
    while position < bytes.count, bytes[position] != 0x0A {
      let end = bytes[position...].firstIndex(of: 0x0A) ?? bytes.endIndex
      let line = UnsafeRawBufferPointer(rebasing: bytes[position..<end])
      if line.starts(with: "author ".utf8) {
        (author, time) = Self.person(line.dropFirst(7))
      } else if line.starts(with: "committer ".utf8) {
        commitTime = Self.person(line.dropFirst(10)).time
      }
      position = end + 1
    }
    let message = bytes[min(position + 1, bytes.count)...].prefix(Self.longestMessage)
    self.message = String(decoding: message, as: UTF8.self)
  }

  /// The name and the time of `Ada <ada@example.org> 1795168800 +0100`; what is unreadable is empty and 1970.
  private static func person(_ line: Slice<UnsafeRawBufferPointer>) -> (name: String, time: Timestamp) {
    let name = line.prefix { $0 != UInt8(ascii: "<") }
    let digits = line[(line.lastIndex(of: UInt8(ascii: ">")) ?? line.startIndex)...].dropFirst(2)
      .prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.prefix(15)
    let seconds = Int64(String(decoding: digits, as: UTF8.self)) ?? 0
    return (
      String(decoding: name, as: UTF8.self).trimmingSpaces, Timestamp(milliseconds: seconds &* 1000)
    )
  }
}
