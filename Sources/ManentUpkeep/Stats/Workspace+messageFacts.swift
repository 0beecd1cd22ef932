import ManentCatalog
public import ManentCore
import ManentFormats
import ManentRecords
public import ManentWorkspace

extension Workspace {
  /// What is counted of each chat's messages, by chat in the order of `rows`: duplicates and replaced messages left out.
  ///
  /// Chats are read side by side. Nothing is reported of lines that are no messages; `doctor` does that.
  func messageFacts(of rows: [ChatRow]) throws -> [[MessageFacts]] {
    for row in rows { _ = try inside("\(row.path)/\(WorkspaceLayout.chatFile)") }
    let root = root
    return try Parallel.map(rows) { row in
      try Interruption.check()
      return try Self.messageFacts(in: root / row.path)
    }
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
        for line in buffer.split(separator: UInt8(ascii: "\n")) {
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
    for facts in try messageFacts(of: chats()) {
      for message in facts {
        for name in message.cited { cited[name] = max(cited[name] ?? message.createdAt, message.createdAt) }
      }
    }
    return cited
  }
}
