import ManentCore
import ManentFormats
import ManentRecords
import ManentWorkspace
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentChats

@Suite(.temporaryFolder) struct TombstonesTests {
  private func entry(_ number: Int, _ chat: String, _ action: Tombstone.Action) -> Tombstone {
    let digits = String(number)
    let id = "01900000-0000-7000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
    return Tombstone(
      id: UUIDv7(id) ?? UUIDv7("01900000-0000-7000-8000-ffffffffffff").unsafelyUnwrapped, chat: chat, action: action,
      createdAt: Timestamp(milliseconds: 0), device: "laptop")
  }

  private func fold(_ entries: [Tombstone]) -> Tombstones { Tombstones(parsing: entries.flatMap(\.line)) }

  @Test func `The entry with the greatest id says a chat's state, whatever the order of the lines`() {
    let entries = [entry(1, "a", .forget), entry(2, "a", .restore), entry(3, "b", .forget), entry(4, "a", .forget)]
    var random = SeededGenerator(seed: 1)
    let orders =
      [entries, entries.reversed(), entries + entries] + (0..<20).map { _ in entries.shuffled(using: &random) }
    for order in orders {
      let tombstones = fold(order)
      #expect(tombstones.state(of: "a") == .forget)
      #expect(tombstones.latest["a"]?.id == entries[3].id)
      #expect(tombstones.newest == entries[3].id)
      #expect(tombstones.forgotten.map(\.chat) == ["a", "b"])
      #expect(tombstones.state(of: "c") == nil && !tombstones.isGone("c"))
    }
    #expect(!fold([entries[0], entries[1]]).isGone("a"))
  }

  @Test func `A restore that names the purge withdraws it, in any order, and no other one`() {
    let (purge, forget) = (entry(2, "a", .purge), entry(5, "a", .forget))
    var restore = entry(3, "a", .restore)
    restore.over = purge.id
    for order in [[purge, restore], [restore, purge]] { #expect(fold(order).state(of: "a") == .restore) }
    for order in [[purge, restore, forget], [forget, restore, purge]] { #expect(fold(order).state(of: "a") == .forget) }
    let second = entry(4, "a", .purge)
    for order in [[purge, restore, second], [second, restore, purge]] { #expect(fold(order).state(of: "a") == .purge) }
  }

  @Test func `A purge is final, also when a restore comes later`() {
    let entries = [entry(1, "a", .forget), entry(2, "a", .purge), entry(3, "a", .restore), entry(4, "a", .forget)]
    for order in [entries, entries.reversed()] {
      #expect(fold(order).state(of: "a") == .purge)
      #expect(fold(order).isGone("a") && fold(order).forgotten.isEmpty)
    }
  }

  @Test func `Torn and hostile lines are passed over and noted`() {
    let good = String(decoding: entry(1, "a", .forget).line, as: UTF8.self)
    let text =
      good
      + "not json\n[]\n{\"id\":\"x\",\"chat\":\"a\"}\n{\"id\":\"01900000-0000-7000-8000-000000000009\",\"chat\":\"a\","
      + "\"action\":\"explode\",\"created_at\":\"2026-11-20T10:00:00Z\"}\n\u{0}\u{1}\n" + good.dropLast(20)
    let tombstones = Tombstones(parsing: Array(text.utf8))
    #expect(tombstones.state(of: "a") == .forget)
    #expect(tombstones.defects.map(\.line) == [2, 3, 4, 5, 6, 7])
    // Only the line feed is missing.
    #expect(Tombstones(parsing: Array(good.utf8.dropLast())).defects == [])
    #expect(Tombstones(parsing: []).latest.isEmpty)
  }

  @Test func `A line is one JSON object with its keys in order and nothing of the chat's text`() {
    let line = String(decoding: entry(7, "c1", .forget).line, as: UTF8.self)
    #expect(
      line
        == #"{"id":"01900000-0000-7000-8000-000000000007","chat":"c1","action":"forget","# + #""created_at":"#
        + #""1970-01-01T00:00:00.000Z","device":"laptop"}"# + "\n")
  }

  @Test func `An unfinished last line is set aside before the next entry is appended, and an entry is there once`()
    throws
  {
    let sample = try SampleWorkspace()
    try sample.write("forgotten.jsonl", "{\"id\":\"0190")
    let workspace = try sample.open()
    let entries = [entry(1, "a", .forget), entry(2, "b", .forget)]
    try workspace.locked(.chats) {
      try workspace.append([entries[0]])
      try workspace.append(entries)
    }
    #expect(try sample.read("forgotten.jsonl").split(separator: "\n").count == 2)
    #expect(try workspace.tombstones().forgotten.count == 2)
    #expect(try sample.read(".git/manent/state/torn/forgotten.jsonl-0") == "{\"id\":\"0190")
    #expect(sample.notices.sentences.contains { $0.contains("unfinished line") })
  }

  @Test(arguments: [false, true]) func `A list that is missing here is what git has of it`(isSparse: Bool) throws {
    let sample = try SampleWorkspace()
    let workspace = try sample.open()
    for id in ["a", "b"] {
      let chat = try workspace.createChat(id: id, first: .init(role: .user, content: id)).0
      try workspace.commitTurn(of: chat)
    }
    _ = try workspace.forget(["a"])
    if isSparse { try sample.git("update-index", "--skip-worktree", "forgotten.jsonl") }
    try Files.remove(sample.root / "forgotten.jsonl")
    #expect(try sample.open().tombstones().forgotten.map(\.chat) == ["a"])
    _ = try sample.open().forget(["b"])
    #expect(try sample.read("forgotten.jsonl").split(separator: "\n").count == 2)
    if isSparse { return }
    #expect(try sample.git("show", "HEAD:forgotten.jsonl").split(separator: "\n").count == 2)
    // Its removal is never committed.
    try Files.remove(sample.root / "forgotten.jsonl")
    try sample.open().commit(["forgotten.jsonl"], message: "by hand")
    #expect(try sample.git("show", "HEAD:forgotten.jsonl") == sample.read("forgotten.jsonl"))
    #expect(sample.notices.sentences.contains { $0.contains("forgotten.jsonl was missing") })
  }

  @Test func `New entries have greater ids than all others, also when the clock went back`() throws {
    let sample = try SampleWorkspace()
    let far = try #require(UUIDv7("7fffffff-0000-7000-8000-000000000000"))
    let tombstone = Tombstone(
      id: far, chat: "a", action: .forget, createdAt: Timestamp(milliseconds: 0), device: nil)
    let workspace = try sample.open()
    let made = workspace.makeTombstones(.restore, of: ["a", "b"], after: fold([tombstone]))
    #expect(made[0].id > far && made[1].id > made[0].id)
  }
}
