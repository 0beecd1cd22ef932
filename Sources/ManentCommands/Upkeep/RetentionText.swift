import ManentCore
import ManentRetention
import ManentTerminal

/// Shows plans to people.
struct RetentionText {
  private let session: Session
  private let times: TimeDisplay

  init(_ session: Session) {
    self.session = session
    times = TimeDisplay(session.invocation)
  }

  /// Prints a plan: what goes, what is purged, what is proposed, what stays, each with its reason; of each no more than
  /// `limit`.
  func show(_ plan: RetentionPlan, withKept: Bool, limit: Int = .max) throws {
    try session.sayProse("\(plan.workspace) in \(plan.root)")
    // Where nothing goes because nobody has said what should, a list of all there is says nothing.
    let isIdle =
      plan.forget.isEmpty && plan.purge.isEmpty
      && plan.keep.allSatisfy { $0.reasons.contains { $0.hasSuffix("no rule asks for less") } }
    if isIdle, !plan.keep.isEmpty {
      try session.sayProse(
        "no rule is set, so every chat stays; 'manent config set retention.keep_within 1y' sets one, for example")
    }
    if withKept, !plan.keep.isEmpty, !isIdle {
      var table = Table(["keep", "because of", "title"])
      for chat in plan.keep.prefix(limit) {
        table.add([String(chat.chat.suffix(8)), chat.reasons.joined(separator: ", "), chat.title])
      }
      try print(table, leavingOut: plan.keep.count - limit)
    }
    if !plan.forget.isEmpty {
      var table = Table(["forget", "size", "because", "title"], rightAligned: [1])
      for chat in plan.forget.prefix(limit) {
        table.add([String(chat.chat.suffix(8)), ByteCount(chat.bytes).description, chat.reason, chat.title])
      }
      try print(table, leavingOut: plan.forget.count - limit)
    }
    if !plan.purge.isEmpty {
      var table = Table(["purge", "forgotten"])
      for chat in plan.purge.prefix(limit) {
        table.add([String(chat.id.suffix(8)), times.day(chat.since)])
      }
      try print(table, leavingOut: plan.purge.count - limit)
    }
    if !plan.documents.isEmpty {
      var table = Table(["unused document", "size", "last cited"], rightAligned: [1])
      for document in plan.documents.prefix(limit) {
        table.add([
          document.name, ByteCount(document.bytes).description,
          document.cited.map(times.day) ?? "never",
        ])
      }
      try print(table, leavingOut: plan.documents.count - limit)
    }
    try session.sayProse("\n" + Self.summary(plan))
  }

  /// Says why nothing is purged now, when the time of some chats has come.
  func tellDoubt(of plan: RetentionPlan) {
    if let doubt = plan.purgeDoubt { session.terminal.report("manent: nothing is purged: " + Terminal.inert(doubt)) }
  }

  /// What a plan comes to, in one line.
  static func summary(_ plan: RetentionPlan) -> String {
    var parts = ["keep \(plan.keep.count)", "forget \(plan.forget.count) (\(ByteCount(plan.bytes)))"]
    if !plan.purge.isEmpty { parts.append("purge \(plan.purge.count)") }
    if !plan.documents.isEmpty {
      parts.append(plan.documents.count == 1 ? "1 document is unused" : "\(plan.documents.count) documents are unused")
    }
    return parts.joined(separator: ", ")
  }

  private func print(_ table: Table, leavingOut count: Int) throws {
    try session.terminal.write("\n" + table.text + (count > 0 ? "and \(count) more\n" : ""))
  }
}
