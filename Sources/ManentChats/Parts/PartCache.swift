import ManentCore
import ManentRecords

/// The messages of parts that were read lately, for as long as the file system says that the files are the same.
///
/// A turn looks at the end of its chat several times; this way its lines are parsed once.
final class PartCache {
  typealias Content = (messages: [Message], defects: [ChatFiles.Defect])

  private struct Entry {
    var status: FileStatus
    var content: Content
  }

  /// More than a turn needs; a long-running process does not keep every chat that it has shown.
  private static let limit = 16

  private var entries: [Path: Entry] = [:]

  /// The content of a part: as it was read before, or read and parsed now.
  func value(of path: Path, parse: ([UInt8]) throws -> Content) throws -> Content {
    if let entry = entries[path], try Files.status(path) == entry.status { return entry.content }
    let before = try Files.status(path)
    let content = try parse(try Files.read(path, followsLinks: false))
    // Only a file that did not change while it was read is known.
    if let before, try Files.status(path) == before { keep(Entry(status: before, content: content), for: path) }
    return content
  }

  /// Notes that a message was appended by `append`; what was known of the part stays known.
  func extend(_ path: Path, by message: Message, append: () throws -> Void) throws {
    let known = try entries[path].flatMap { entry in try Files.status(path) == entry.status ? entry : nil }
    entries[path] = nil
    try append()
    guard let known, let status = try Files.status(path) else { return }
    keep(Entry(status: status, content: (known.content.messages + [message], known.content.defects)), for: path)
  }

  private func keep(_ entry: Entry, for path: Path) {
    if entries.count >= Self.limit { entries.removeAll() }
    entries[path] = entry
  }
}
