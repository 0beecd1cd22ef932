import ManentCatalog
import ManentChats
import ManentCore
import ManentDocuments
import ManentRecords
import ManentWorkspace
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentRetention

@Suite(.temporaryFolder) struct `Applying a plan` {
  /// A workspace with chats, a second apart, whose ids are `c0`, `c1` and so on.
  private func sample(_ count: Int = 6) throws -> SampleWorkspace {
    let sample = try SampleWorkspace(documents: ["used.md": "Otters use tools.", "unused.md": "Voles dig tunnels."])
    let workspace = try sample.open()
    for number in 0..<count {
      let (chat, _) = try workspace.createChat(id: "c\(number)", first: .init(role: .user, content: "Chat \(number)"))
      try workspace.commitTurn(of: chat)
    }
    return sample
  }

  private func plan(_ sample: SampleWorkspace, keepLast count: Int = 2, documents: Bool = false) throws -> RetentionPlan
  {
    var rules = RetentionRules()
    rules.counts[.last] = count
    var policy = RetentionPolicy(rules: rules)
    if documents { policy.unusedDocuments = CalendarSpan(days: 1) }
    let state = try sample.open().retentionState(withDocuments: documents)
    return try RetentionPlanner(policy, calendar: .utc, now: sample.clock.clock.now()).plan(for: state, force: false)
  }

  private func ids(_ sample: SampleWorkspace) throws -> [String] { try sample.open().chats().map(\.id) }

  @Test func `forgets what it says in one commit, and leaves no file of it behind (open-webui#8862)`() throws {
    let sample = try sample()
    let gone = try sample.open().chats().filter { ["c0", "c1", "c2"].contains($0.id) }
    let commits = try sample.subjects().count
    let report = try sample.open().apply(plan(sample, keepLast: 3), removingDocuments: false, force: false)
    #expect(report.forgotten == ["c0", "c1", "c2"] && report.bytes == gone.reduce(0) { $0 + $1.bytes })
    #expect(try ids(sample) == ["c5", "c4", "c3"])
    #expect(try sample.subjects().count == commits + 1)
    #expect(try sample.git("status", "--porcelain") == "")
    for row in gone { #expect(!Files.exists(sample.root / row.path)) }
    let left = try FileTree(of: sample.root, passingOver: [".git"]).entries.keys
    let files = left.filter { $0.hasPrefix("chats/") && ($0.hasSuffix(".yaml") || $0.hasSuffix(".jsonl")) }
    #expect(
      files.count == 6 && files.allSatisfy { name in ["chat-3-", "chat-4-", "chat-5-"].contains { name.contains($0) } })
    #expect(!left.contains { $0.contains(".git/manent/state/steps/") })
  }

  @Test func `that is empty touches nothing`() throws {
    let sample = try sample()
    let tree = try FileTree.workspace(sample.root)
    let report = try sample.open().apply(plan(sample, keepLast: 6), removingDocuments: false, force: false)
    #expect(report.forgotten.isEmpty && report.bytes == 0)
    #expect(try FileTree.workspace(sample.root) == tree)
  }

  @Test func `is refused when a chat was made, went on, was tagged or pinned since`() throws {
    let changes: [(Workspace) throws -> Void] = [
      { workspace in _ = try workspace.createChat(first: .init(role: .user, content: "New")) },
      { workspace in _ = try workspace.append(.init(role: .user, content: "More"), to: workspace.chat(matching: "c1"))
      },
      { workspace in _ = try workspace.tag(workspace.chat(matching: "c1"), adding: ["kept"], removing: []) },
      { workspace in
        let chat = try workspace.chat(matching: "c0")
        try Files.append(Array("retention: keep\n".utf8), to: workspace.root / chat.settingsPath)
      },
      { workspace in _ = try workspace.forget(["c0"]) },
    ]
    for (number, change) in changes.enumerated() {
      let sample = try SampleWorkspace("w\(number)")
      for number in 0..<3 {
        _ = try sample.open().createChat(id: "c\(number)", first: .init(role: .user, content: "Hi"))
      }
      let plan = try plan(sample, keepLast: 1)
      try change(sample.open())
      let before = try ids(sample)
      let error = #expect(throws: RetentionError.self) {
        try sample.open().apply(plan, removingDocuments: false, force: false)
      }
      #expect(error?.code == .movedOn, "change \(number)")
      #expect(try ids(sample) == before)
    }
  }

  @Test func `that somebody has edited cannot reach what is pinned, newer, unknown or all`() throws {
    let sample = try sample(3)
    _ = try sample.open().tag(sample.open().chat(matching: "c1"), adding: ["pinned"], removing: [])
    let plan = try plan(sample, keepLast: 1)
    func edited(_ edit: (inout RetentionPlan) -> Void) throws -> RetentionError? {
      var plan = plan
      edit(&plan)
      return #expect(throws: RetentionError.self) {
        try sample.open().apply(plan, removingDocuments: false, force: false)
      }
    }
    let pinned = RetentionPlan.Going(chat: "c1", title: "", reason: "", bytes: 0)
    #expect(try edited { $0.forget.append(pinned) }?.code == .movedOn)
    #expect(try edited { $0.madeAt = Timestamp(milliseconds: 0) }?.code == .movedOn)
    #expect(try edited { $0.forget[0].chat = "c9" }?.code == .movedOn)
    #expect(try edited { $0.purge = [ForgottenChat(id: "c0", since: plan.madeAt)] }?.code == .movedOn)
    #expect(try edited { $0.root = "/somewhere/else" }?.code == .movedOn)
    #expect(try ids(sample).count == 3)
    // Taking a line out is what a plan in a file is for.
    var shorter = plan
    shorter.forget = []
    #expect(try sample.open().apply(shorter, removingDocuments: false, force: false).forgotten == [])
  }

  @Test func `removes proposed documents only when that is asked for, and only while they are unused`() throws {
    let sample = try sample(1)
    // The files look as old as the clock of the sample is new.
    sample.clock.advance(by: 86_400 * 400)
    let first = try plan(sample, documents: true)
    #expect(first.documents.map(\.name) == ["unused.md", "used.md"])
    #expect(try sample.open().apply(first, removingDocuments: false, force: false).documents == [])
    var chosen = first
    chosen.documents.removeAll { $0.name == "used.md" }
    try sample.write("documents/unused.md", "Voles dig long tunnels.")
    #expect(throws: RetentionError.self) { try sample.open().apply(chosen, removingDocuments: true, force: false) }
    #expect(try sample.open().documents().count == 2)
    chosen.documents = try plan(sample, documents: true).documents.filter { $0.name == "unused.md" }
    #expect(try sample.open().apply(chosen, removingDocuments: true, force: false).documents == ["unused.md"])
    #expect(try sample.open().documents().map(\.name) == ["used.md"])
    #expect(try sample.git("status", "--porcelain") == "")
  }

  @Test func `counts the time of what was forgotten elsewhere from when this machine first saw it`() throws {
    let sample = try sample(3)
    _ = try sample.open().forget(["c0"])
    let policy = RetentionPolicy(purgeAfter: CalendarSpan(days: 30))
    // A stranger's entry may say any time.
    let entry =
      #"{"id":"01700000-0000-7000-8000-000000000001","chat":"c9","action":"forget","created_at":"2020-01-01T00:00:00.000Z"}"#
    try sample.write("forgotten.jsonl", sample.read("forgotten.jsonl") + entry + "\n")
    func purges() throws -> [String] {
      let state = try sample.open().retentionState(withDocuments: false)
      let planner = RetentionPlanner(policy, calendar: .utc, now: sample.clock.clock.now())
      let plan = try planner.plan(for: state, force: true)
      var empty = plan
      empty.purge = []
      _ = try sample.open().apply(empty, removingDocuments: false, force: false)
      return plan.purge.map(\.id)
    }
    #expect(try purges() == [])
    sample.clock.advance(by: 86_400 * 29)
    #expect(try purges() == [])
    sample.clock.advance(by: 86_400 * 2)
    #expect(try purges().sorted() == ["c0", "c9"])
    // The machine's own count from when they were made, whenever they are looked at first.
    _ = try sample.open().forget(["c1"])
    sample.clock.advance(by: 86_400 * 31)
    #expect(try purges().contains("c1"))
  }

  @Test func `notes when it ran, and since when it does not believe the clock`() throws {
    let sample = try sample(2)
    var policy = RetentionPolicy(purgeAfter: CalendarSpan(days: 30))
    policy.rules.counts[.last] = 1
    func run(_ date: Timestamp) throws -> RetentionPlan {
      let state = try sample.open().retentionState(withDocuments: false)
      let plan = try RetentionPlanner(policy, calendar: .utc, now: date).plan(for: state, force: false)
      _ = try sample.open().apply(plan, removingDocuments: false, force: false)
      return plan
    }
    #expect(try run(sample.clock.clock.now()).forget.map(\.chat) == ["c0"])
    sample.clock.advance(by: 86_400 * 365)
    #expect(try run(sample.clock.clock.now()).purgeDoubt != nil)
    #expect(try sample.open().retentionState(withDocuments: false).doubtedSince != nil)
    sample.clock.advance(by: 3600)
    #expect(try run(sample.clock.clock.now()).purgeDoubt != nil)
  }
}
