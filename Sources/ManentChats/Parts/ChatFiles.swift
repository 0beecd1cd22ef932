public import ManentCore
import ManentFormats
public import ManentRecords

/// Reads and appends the files of one chat's folder.
public struct ChatFiles {
  /// A part begins anew once a line would take the last one past this many bytes: small parts keep commits cheap.
  static let partLimit = 64 * 1024

  /// The folder, absolute.
  public let folder: Path
  private let cache: PartCache
  private let expectedLast: Int?

  /// The files in a folder; parts that were read before are kept in `cache`.
  ///
  /// - Parameter expectedLast: what the number of the last part should be; it is looked at before it is believed.
  init(folder: Path, cache: PartCache, expectedLast: Int? = nil) {
    self.folder = folder
    self.cache = cache
    self.expectedLast = expectedLast
  }

  /// A line that is no message.
  public struct Defect: Sendable, Equatable {
    /// The file's name.
    public var part: String
    /// The line, from 1.
    public var line: Int
    /// What is wrong.
    public var problem: String
    /// Whether the line is the unfinished end of the file.
    public var isTorn: Bool
  }

  /// The names of the parts, first one first.
  public func parts() throws -> [String] { try Self.parts(in: folder) }

  /// The names of the parts in a chat's folder, first one first.
  public static func parts(in folder: Path) throws -> [String] {
    try Files.list(folder).compactMap { name in WorkspaceLayout.partNumber(name).map { ($0, name) } }
      .sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// The name of the last part; `nil` when there is none.
  ///
  /// Only when it is another one than expected the folder is listed: a chat of 100,000 turns has some 2,000 parts.
  func lastPart() throws -> String? {
    if let number = expectedLast, number > 0, Files.exists(folder / WorkspaceLayout.part(number)),
      !Files.exists(folder / WorkspaceLayout.part(number + 1))
    {
      return WorkspaceLayout.part(number)
    }
    return try parts().last
  }

  /// The part before another one; `nil` for the first.
  private func part(before part: String) throws -> String? {
    guard let number = WorkspaceLayout.partNumber(part), number > 1 else { return nil }
    let before = WorkspaceLayout.part(number - 1)
    if Files.exists(folder / before) { return before }
    return try parts().last { WorkspaceLayout.partNumber($0).map { $0 < number } ?? false }
  }

  /// The messages in a part, in the order of its lines, and the lines that are none.
  public func read(_ part: String) throws -> (messages: [Message], defects: [Defect]) {
    try cache.value(of: folder / part) { parse($0, part) }
  }

  private func parse(_ bytes: [UInt8], _ part: String) -> (messages: [Message], defects: [Defect]) {
    var messages: [Message] = []
    let defects = Self.scan(bytes, of: part) { message, _ in messages.append(message) }
    return (messages, defects)
  }

  /// Goes through the lines of a part.
  ///
  /// - Parameters:
  ///   - bytes: all that the file holds.
  ///   - part: its name, for the defects.
  ///   - linesBefore: how many lines of the file come before the bytes.
  ///   - bytesBefore: how many bytes of the file come before them.
  ///   - body: is called with each message and the bytes of its line.
  /// - Returns: the lines that are no messages.
  public static func scan(
    _ bytes: [UInt8], of part: String, linesBefore: Int = 0, bytesBefore: Int = 0,
    _ body: (Message, Range<Int>) -> Void
  ) -> [Defect] {
    let lines = JSONLines(bytes[...], linesBefore: linesBefore, bytesBefore: bytesBefore)
    var defects: [Defect] = []
    var count = linesBefore
    for line in lines {
      count = line.number
      switch line.result {
      case .success(let json):
        if let message = Message(json) {
          body(message, line.range)
        } else {
          defects.append(Defect(part: part, line: line.number, problem: "not a message", isTorn: false))
        }
      case .failure(let error):
        defects.append(Defect(part: part, line: line.number, problem: "not JSON: \(error)", isTorn: false))
      }
    }
    if let torn = lines.tornTail {
      // Only the line feed is missing when what is there is a whole message (an editor or a merge may drop it).
      if let message = wholeMessage(bytes[torn]) {
        body(message, torn)
      } else {
        defects.append(Defect(part: part, line: count + 1, problem: "the line is not finished", isTorn: true))
      }
    }
    return defects
  }

  /// All messages in the order of the files, and the lines that are none.
  public func readAll() throws -> (messages: [Message], defects: [Defect]) {
    var messages: [Message] = []
    var defects: [Defect] = []
    for part in try parts() {
      let read = try read(part)
      messages += read.messages
      defects += read.defects
    }
    return (messages, defects)
  }

  /// The newest messages: whole parts from the end, at least two where there are two (a merge can leave newer lines
  /// in the last but one), until there are `count`. What this costs does not depend on the length of the chat.
  public func readNewest(_ count: Int) throws -> [Message] {
    var messages: [Message] = []
    var (next, count, isSecond) = (try lastPart(), count, false)
    var pieces: [[Message]] = []
    while let part = next, count > 0 || isSecond {
      let piece = try read(part).messages
      pieces.append(piece)
      count -= piece.count
      isSecond = pieces.count == 1
      next = try self.part(before: part)
    }
    for piece in pieces.reversed() { messages += piece }
    return messages
  }

  /// Where a message was appended.
  struct Appended {
    /// The part's name.
    var part: String
    /// By how many bytes it has grown.
    var bytes: Int
  }

  /// Appends a message to the last part, or begins the next one, and forces it onto the disk.
  ///
  /// An unfinished last line (what a crash leaves) is first moved to `rescue`, so that it is neither lost nor joined
  /// to the new one.
  func append(_ message: Message, rescuingTo rescue: Path, notify: (String) -> Void) throws -> Appended {
    var line: [UInt8] = []
    message.json.append(to: &line)
    line.append(UInt8(ascii: "\n"))
    guard let last = try lastPart() else { return try append(line, message, to: WorkspaceLayout.part(1)) }
    let path = folder / last
    var size = try Files.status(path)?.size ?? 0
    if try Files.endsMidLine(path) {
      if let end = try setTornLineAside(of: last, in: rescue, notify: notify) {
        size = end
      } else {
        return try append([UInt8(ascii: "\n")] + line, message, to: last)
      }
    }
    if size > 0, size + line.count > Self.partLimit {
      return try append(line, message, to: WorkspaceLayout.part((WorkspaceLayout.partNumber(last) ?? 1) + 1))
    }
    return try append(line, message, to: last)
  }

  /// Moves an unfinished last line of a part to a folder of its own, whose file's name tells the place.
  ///
  /// - Returns: the part's new length; `nil` when the last line is a whole message that lacks nothing but its line
  ///   feed.
  @discardableResult
  package func setTornLineAside(of part: String, in rescue: Path, notify: (String) -> Void) throws -> Int? {
    let bytes = try Files.read(folder / part, followsLinks: false)
    guard let torn = JSONLines(bytes).tornTail, Self.wholeMessage(bytes[torn]) == nil else { return nil }
    let start = torn.lowerBound
    let name = "\(folder.name)-\(part)-\(start)"
    try Files.makeFolders(rescue)
    try Files.writeAtomically(Array(bytes[start...]), to: rescue / name)
    try Files.truncate(folder / part, to: start)
    notify("\(folder.name)/\(part) ended in an unfinished line; it is set aside as \(rescue / name)")
    return start
  }

  private static func wholeMessage(_ line: ArraySlice<UInt8>) -> Message? {
    (try? JSON(parsing: line)).flatMap { Message($0) }
  }

  private func append(_ line: [UInt8], _ message: Message, to part: String) throws -> Appended {
    try cache.extend(folder / part, by: message) { try Files.append(line, to: folder / part) }
    return Appended(part: part, bytes: line.count)
  }
}
