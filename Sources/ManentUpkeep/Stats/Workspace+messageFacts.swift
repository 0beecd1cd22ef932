import ManentCatalog
import ManentChats
public import ManentCore
import ManentFormats
import ManentRecords
public import ManentWorkspace

extension Workspace {
  /// What is counted of each chat's messages, by chat in the order of `rows`: duplicates and replaced messages left out,
  /// and those that were cleared unless `includesCleared`.
  ///
  /// Chats are read side by side. Nothing is reported of lines that are no messages; `doctor` does that.
  func messageFacts(of rows: [ChatRow], includingCleared includesCleared: Bool) throws -> [[MessageFacts]] {
    for row in rows { _ = try inside("\(row.path)/\(WorkspaceLayout.chatFile)") }
    let root = root
    return try Parallel.map(rows) { row in
      try Interruption.check()
      let facts = try Self.messageFacts(in: root / row.path)
      guard !includesCleared, let border = try Self.clearedBefore(in: root / row.path) else { return facts }
      return facts.filter { $0.id >= border }
    }
  }

  /// The message before which all of a chat is cleared; `nil` when nothing is, as in a chat that another process has just
  /// forgotten. Settings that are damaged clear nothing here: `doctor` tells of them.
  private static func clearedBefore(in folder: Path) throws -> String? {
    let (file, key) = (folder / WorkspaceLayout.chatFile, "cleared_before")
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try Files.read(file, limit: ChatSettings.largestFile, followsLinks: false)
    } catch {
      guard error.isNotFound else { throw error }
      return nil
    }
    guard String(decoding: bytes, as: UTF8.self).contains(key) else { return nil }
    return (try? ChatSettings(parsing: SettingsMerge.resolved(bytes, file: file.string), file: file.string))?
      .clearedBefore
  }

  private static func messageFacts(in folder: Path) throws -> [MessageFacts] {
    var facts: [MessageFacts] = []
    let names: [String]
    do throws(FileError) {
      names = try Files.list(folder)
    } catch {
      // A chat that another process has just forgotten has no messages.
      guard error.isNotFound else { throw error }
      return []
    }
    for name in names where WorkspaceLayout.partNumber(name) != nil {
      let bytes = try Files.read(folder / name, followsLinks: false)
      bytes.withUnsafeBufferPointer { buffer in
        for var line in buffer.split(separator: UInt8(ascii: "\n")) {
          line = line.dropFirst(JSONLines.markLength(line))
          if let message = MessageFacts(UnsafeBufferPointer(rebasing: line)) { facts.append(message) }
        }
      }
    }
    let replaced = Set(facts.compactMap { $0.replaces == $0.id ? nil : $0.replaces })
    var seen: Set<String> = []
    return facts.filter { seen.insert($0.id).inserted && !replaced.contains($0.id) }
  }

  /// When each document was last cited by an answer, by its name. A passage that an answer was made from counts as cited,
  /// whether or not it is quoted.
  public func citations() throws -> [String: Timestamp] {
    var cited: [String: Timestamp] = [:]
    for facts in try messageFacts(of: chats(), includingCleared: true) {
      for message in facts {
        for name in message.cited { cited[name] = max(cited[name] ?? message.createdAt, message.createdAt) }
      }
    }
    return cited
  }
}
