import ManentCatalog
import ManentChat
import ManentChats
import ManentCore
import ManentExchange
import ManentFormats
import ManentRecords
import ManentTerminal
import ManentWorkspace

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Prompt {
  /// `/session`.
  func tellSession() throws {
    var table = Table(["what", "is"])
    table.add(["workspace", "\(workspace.name) in \(workspace.root)"])
    let chat = try currentChat()
    table.add(["provider", "\(try conversation.answererName(for: request, in: chat))"])
    let tokens = (chat?.settings.tokens ?? workspace.settings.tokens).map { ", at most \($0.grouped) tokens" } ?? ""
    table.add(["context", "the last \(chat?.settings.window ?? workspace.settings.window) messages\(tokens)"])
    if let pinned = chat?.settings.pinned.count, pinned > 0 { table.add(["pinned", "\(pinned) messages"]) }
    let idle = workspace.settings.timeout.map { "after \($0.milliseconds / 1000) s without a message" } ?? "never"
    table.add(["a new chat begins", request.destination == .new ? "with the next message" : idle])
    table.add(["kept", request.isKept ? "yes" : "no"])
    if let chat {
      let row = try workspace.catalog().chat(at: chat.path)
      table.add(["chat", chat.settings.title])
      table.add(["id", chat.id])
      if let template = chat.settings.template { table.add(["template", template]) }
      table.add(["messages", String(row?.messages ?? 0)])
      if !chat.settings.tags.isEmpty { table.add(["tags", chat.settings.tags.joined(separator: " ")]) }
      table.add(["began", LocalTime.text(chat.settings.createdAt)])
      if let activity = row?.activity { table.add(["last message", LocalTime.text(activity)]) }
      table.add(["files", chat.path])
    }
    try session.terminal.write(table.text)
  }

  /// Prints the state of the chat, where observers or a provider keep one.
  func tellState() throws {
    let members = StateText.lines(of: try request.state ?? currentChat().map { try workspace.state(of: $0) } ?? [:])
    guard !members.isEmpty else { return }
    var table = Table(["of this chat", "state"])
    for (name, value) in members { table.add([name, value]) }
    try session.terminal.line()
    try session.terminal.write(table.text)
  }

  /// `/sources`.
  func tellSources() throws {
    let chat = try chat()
    let newest = try workspace.files(of: chat).readNewest(16)
    let shown = Transcript(newest, clearedBefore: chat.settings.clearedBefore).messages
    guard let answer = shown.last(where: { $0.role == .assistant }) else {
      return try session.say("there is no answer yet")
    }
    if answer.sources.isEmpty { return try session.say("the last answer was made from no document") }
    for (index, source) in answer.sources.enumerated() {
      let score = Int((source.score * 100).rounded())
      let use = source.quotes.isEmpty ? "" : ", quoted"
      try session.say("[\(index + 1)] \(SourceText.citation(source))  (\(score) %\(use))")
    }
  }

  /// `/timezone`.
  func timeZone(_ name: String) throws {
    if !name.isEmpty {
      let isPlain = !name.hasPrefix("/") && !name.contains("..") && name.allSatisfy { $0.isASCII && !$0.isWhitespace }
      let folders: [Path] = ["/usr/share/zoneinfo", "/var/db/timezone/zoneinfo"]
      guard isPlain, folders.contains(where: { (try? Files.statusFollowingLinks($0 / name))??.kind == .file }) else {
        throw PromptError("no time zone is called '\(name)'; they are called as in Asia/Jakarta or UTC")
      }
      setenv("TZ", name, 1)
    }
    let now = workspace.surroundings.clock.now()
    let zone = LocalTime.zoneName
    try session.say("\(zone.isEmpty ? "" : "\(zone), ")\(LocalTime.offset(now)); it is \(LocalTime.text(now))")
    try session.say("Files keep every time in UTC.")
  }
}
