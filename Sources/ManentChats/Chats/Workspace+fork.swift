import ManentCatalog
import ManentCore
import ManentFormats
public import ManentRecords
public import ManentWorkspace

extension Workspace {
  /// Makes a new chat of what one says up to a message: the lines along the message's branch, copied byte for byte. One
  /// commit; the chat that it is made from stays as it is.
  ///
  /// Lines that were replaced are copied where a line of the branch follows them, so that the new chat reads as the
  /// old.
  ///
  /// - Parameters:
  ///   - chat: the chat.
  ///   - reference: the last message, as `Transcript.message(matching:)` reads it; `nil` for the newest.
  ///   - title: the new chat's title; `nil` for that of the chat.
  public func fork(_ chat: Chat, at reference: String? = nil, title: String? = nil) throws -> Chat {
    try requireWritable()
    let folded = try title.map(checkedTitle)
    return try locked(.chats) {
      let source = try self.chat(at: chat.path)
      let transcript = try transcript(of: source)
      guard let last = try reference.map({ try transcript.message(matching: $0) }) ?? transcript.newest else {
        throw WorkspaceError(.nothingToDo, "'\(source.id)'", "the chat shows no messages that could be copied")
      }
      let (lines, ids) = try branchLines(to: last.id, of: source)
      let now = surroundings.clock.now()
      let id = nextID(after: UUIDv7(last.id)).description
      var yaml = try YAMLDocument(
        parsing: Files.read(inside(source.settingsPath), limit: 1 << 20, followsLinks: false), file: source.settingsPath
      )
      try yaml.set(.string(id), for: "id")
      if let folded { try yaml.set(.string(folded), for: "title") }
      try yaml.set(.string(now.description), for: "created_at")
      try yaml.set(.string(source.id), for: "forked_from")
      try yaml.set(nil, for: "cleared_before")
      for id in source.settings.pinned where !ids.contains(id) { try yaml.set(nil, at: ["pinned", id]) }
      let settings = try ChatSettings(parsing: yaml.bytes, file: source.settingsPath)
      let path = "\(try dayFolder(now))/\(ChatTitle.slug(of: settings.title))-\(ChatID.folderSuffix(id))"
      let forked = Chat(path: path, settings: settings)
      var files = [WorkspaceLayout.chatFile: yaml.bytes]
      for (index, part) in Self.parts(of: lines).enumerated() { files[WorkspaceLayout.part(index + 1)] = part }
      let paths = files.keys.sorted().map { "\(path)/\($0)" }
      try catalog().transaction { try catalog().addPending(paths, owner: mark()) }
      do {
        try placeFolder(path, files)
      } catch {
        try? catalog().transaction { try catalog().removePending(paths, owner: mark()) }
        throw error
      }
      try? catalog().transaction { try reloadChat(path) }
      commitWhatHappened(
        paths,
        message: CommitMessage.about(
          id, "fork: \(settings.title)", body: "\(lines.count.counted("message")) of \(CommitMessage.line(source.id))"))
      return forked
    }
  }

  /// The lines that lead to a message along the parents, in the order of the files, each once, and their ids.
  private func branchLines(to id: String, of chat: Chat) throws -> (lines: [ArraySlice<UInt8>], ids: Set<String>) {
    let files = try files(of: chat)
    let read = try files.readAll().messages
    let messages = Dictionary(read.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var replacers: [String: [String]] = [:]
    for message in messages.values { if let old = message.replaces { replacers[old, default: []].append(message.id) } }
    var wanted: Set<String> = []
    var next: String? = id
    while let id = next, let message = messages[id], id >= chat.settings.clearedBefore ?? "" {
      guard wanted.insert(id).inserted else { break }
      next = message.parent
    }
    var open = Array(wanted)
    while let id = open.popLast() {
      for replacer in replacers[id] ?? [] where wanted.insert(replacer).inserted { open.append(replacer) }
    }
    var lines: [ArraySlice<UInt8>] = []
    let ids = wanted
    for part in try files.parts() {
      let bytes = try Files.read(files.folder / part, followsLinks: false)
      for line in JSONLines(bytes) {
        guard case .success(let json) = line.result, let id = Message(json)?.id, wanted.remove(id) != nil else {
          continue
        }
        lines.append(bytes[line.range])
      }
    }
    return (lines, ids)
  }

  /// Lines as the parts of a chat.
  private static func parts(of lines: [ArraySlice<UInt8>]) -> [[UInt8]] {
    var parts: [[UInt8]] = []
    for line in lines {
      if let size = parts.last?.count, size + line.count < ChatFiles.partLimit {
        parts[parts.count - 1] += line
      } else {
        parts.append(Array(line))
      }
      parts[parts.count - 1].append(UInt8(ascii: "\n"))
    }
    return parts
  }
}
