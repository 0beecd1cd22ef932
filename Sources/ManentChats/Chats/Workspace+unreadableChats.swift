public import ManentCatalog
import ManentCore
internal import ManentGit
import ManentHistory
import ManentRecords
public import ManentWorkspace

/// A chat whose `chat.yaml` cannot be read.
public struct UnreadableChat: Sendable {
  /// What can be told of it: from the lines of its file that can be read, else from what git has, else from its folder.
  public var row: ChatRow
  /// Why it cannot be read.
  public var reason: String
}

extension Workspace {
  /// The folders of chats that could not be read when the chats were last listed; each was told to the user then.
  public func unreadableChats() throws -> [String] {
    let known = Set(try catalog().chats().map(\.path))
    return try chatFolders().filter { !known.contains($0) }
  }

  /// The chats that could not be read when the chats were last listed, latest activity first.
  public func listedUnreadableChats() throws -> [UnreadableChat] {
    try told.unreadableChats.compactMap { path, reason in
      guard Files.exists(root / path) else { return nil }
      return UnreadableChat(row: try salvagedRow(of: path), reason: reason)
    }.sorted { ($0.row.activity, $0.row.path) > ($1.row.activity, $1.row.path) }
  }

  private func salvagedRow(of path: String) throws -> ChatRow {
    let chat = Chat(path: path, settings: salvagedSettings(of: path))
    let (stamp, lastPart) = try isDisplaced(path) ? ChatStamp.of([]) : ChatStamp.of(root / path)
    // Where the messages cannot be read either, the chat is listed without any.
    let messages = (try? ChatOutline(of: files(of: chat)))
      .map { Transcript($0.messages, clearedBefore: chat.settings.clearedBefore).messages }
    return ChatRow(
      path: path, id: chat.id, title: chat.settings.title, tags: chat.settings.tags, created: chat.settings.createdAt,
      activity: chat.activity(of: messages ?? []), messages: messages?.count ?? 0, bytes: stamp.bytes,
      stamp: "\(stamp)", lastPart: lastPart, template: nil, isKept: chat.settings.isKept,
      providers: Set((messages ?? []).compactMap(\.provider)).sorted())
  }

  /// What can be told of a chat whose `chat.yaml` cannot be read.
  func salvagedSettings(of path: String) -> ChatSettings {
    let name = Path(path).name
    let suffix = name.split(separator: "-").last.map(String.init) ?? name
    let day = path.split(separator: "/").dropFirst().prefix(3).map { $0.prefix { $0 != "." } }.joined(separator: "-")
    var known = ChatSettings(
      id: suffix, title: name.dropLast(suffix.count + 1).split(separator: "-").joined(separator: " "),
      createdAt: Timestamp("\(day)T00:00:00.000Z") ?? Timestamp(milliseconds: 0))
    let file = "\(path)/\(WorkspaceLayout.chatFile)"
    // What git has is a help where it can be had, and the file's own lines count before it.
    if let history = try? historyIfThere(), let blob = try? history.blob(at: file),
      let bytes = try? history.content(of: blob), let committed = try? ChatSettings(parsing: bytes, file: file)
    {
      known = committed
    }
    guard let place = try? inside(file),
      let bytes = try? Files.read(place, limit: ChatSettings.largestFile, followsLinks: false)
    else { return known }
    return ChatSettings.salvaged(from: bytes, known: known)
  }

  /// Throws when a reference means a chat that cannot be read: nothing is to be said of it as though it were not there.
  func refuseUnreadable(_ reference: String) throws {
    for path in told.unreadableChats.keys.sorted() where Files.exists(root / path) {
      let settings = salvagedSettings(of: path)
      let shown = ChatReference(reference)
      guard !shown.matches(among: [settings.id]).isEmpty || shown.isTitle(settings.title) else { continue }
      throw WorkspaceError(
        .unreadable, "\(path)/\(WorkspaceLayout.chatFile)", told.unreadableChats[path] ?? "it cannot be read",
        advice: "mend it in an editor; 'manent doctor' says what git has of it")
    }
  }

  /// Notes that a chat could not be read, and says so: at once, or together with others when many are looked at.
  ///
  /// Its day is listed anew by the next command, which finds the chat when it is mended.
  func tell(unreadable path: String, _ error: any Error) throws {
    told.unreadableChats[path] = String("\(error)".prefix { !$0.isNewline })
    try catalog().forgetDays([Path(path).parent.string])
    let sentence = "cannot read \(path): \(error)"
    if told.unreadable != nil { told.unreadable?.append(sentence) } else { surroundings.notify(sentence) }
  }

  /// Looks at many chats; of those that cannot be read the first few are told, and how many there are.
  func tellingTogether<Result>(_ body: () throws -> Result) rethrows -> Result {
    guard told.unreadable == nil else { return try body() }
    told.unreadable = []
    defer {
      let sentences = told.unreadable ?? []
      told.unreadable = nil
      let shown = sentences.count <= Self.fewSentences + 1 ? sentences[...] : sentences.prefix(Self.fewSentences)
      for sentence in shown { surroundings.notify(sentence) }
      if shown.count < sentences.count {
        surroundings.notify(
          "cannot read \(sentences.count - shown.count) more chats; 'manent doctor' says what is wrong with each")
      }
    }
    return try body()
  }

  private static let fewSentences = 3
}
