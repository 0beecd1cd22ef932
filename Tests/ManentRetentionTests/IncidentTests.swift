import ManentCore
import ManentFormats
import ManentRecords
import ManentWorkspace
import Testing

@testable import ManentRetention

/// What users of other tools met, and what cannot happen here.
@Suite struct `What other tools' users met` {
  private static let now = Timestamp(milliseconds: 1_795_168_800_000)

  private func ago(days: Int) -> Timestamp { Timestamp(milliseconds: Self.now.milliseconds - Int64(days) * 86_400_000) }

  private func chats(daysAgo: [Int], tags: [String] = []) -> [RetentionChat] {
    daysAgo.map { RetentionChat(id: "c\($0)", activity: ago(days: $0), tags: tags, bytes: 100) }
  }

  private func rules(
    _ counts: [RetentionRules.Count: Int] = [:], within: String? = nil, tags: [String] = []
  ) -> RetentionRules {
    var rules = RetentionRules()
    rules.counts = counts
    rules.within = within.flatMap { CalendarSpan($0) }
    rules.tags = tags
    return rules
  }

  private func plan(
    _ policy: RetentionPolicy, _ chats: [RetentionChat], forgotten: [ForgottenChat] = [], now: Timestamp = Self.now,
    lastRun: Timestamp? = nil, doubtedSince: Timestamp? = nil, elsewhere: Set<String> = [], force: Bool = false
  ) throws -> RetentionPlan {
    let state = RetentionState(
      workspace: "ada", root: "/w/ada", chats: chats, forgotten: forgotten, lastRun: lastRun, doubtedSince: doubtedSince
    )
    return try RetentionPlanner(policy, calendar: .utc, now: now).plan(
      for: state, tagsElsewhere: elsewhere, force: force)
  }

  @Test func `restic#4569: a misspelled tag drops nothing, but is an error that names the right one`() throws {
    var chats = chats(daysAgo: [1, 2, 3])
    chats[1].tags = ["work"]
    for policy in [
      RetentionPolicy(rules: rules(tags: ["wrok"])), RetentionPolicy(rules: rules([.last: 1], tags: ["wrok"])),
      RetentionPolicy(rules: rules([.last: 1]), bounds: rules(tags: ["wrok"])),
      RetentionPolicy(rules: rules([.last: 1]), templates: ["scratch": rules(tags: ["wrok"])]),
    ] {
      let error = #expect(throws: RetentionError.self) { try plan(policy, chats) }
      #expect(error?.code == .matchesNothing)
      #expect(
        error?.description
          == "ada: no chat has the tag 'wrok', which is to be kept; did you mean 'work'? if not, use --force")
    }
    #expect(try plan(RetentionPolicy(rules: rules(tags: ["wrok"])), chats, elsewhere: ["wrok"], force: true).keep == [])
    #expect(
      try plan(RetentionPolicy(rules: rules([.last: 1], tags: ["wrok"])), chats, elsewhere: ["wrok"]).keep.count == 1)
  }

  @Test func `a misspelled template leaves no chat to rules that were not meant for it`() {
    var chats = chats(daysAgo: [1, 2, 3])
    chats[2].template = "diary"
    let error = #expect(throws: RetentionError.self) {
      try plan(RetentionPolicy(rules: rules([.last: 1]), templates: ["dairy": RetentionRules()]), chats)
    }
    #expect(error?.code == .matchesNothing && error?.advice.hasPrefix("did you mean 'diary'?") == true)
  }

  @Test func `mods#633: an age rule does not remove all, however long the workspace lay idle`() throws {
    let policy = RetentionPolicy(rules: rules(within: "30d"))
    let plan = try plan(policy, chats(daysAgo: [400, 410, 500]))
    #expect(plan.keep.map(\.chat) == ["c400", "c410"])
    #expect(plan.forget.map(\.chat) == ["c500"])
  }

  @Test func `rules that would leave no chat are refused, and done with force`() throws {
    let policy = RetentionPolicy(rules: rules(tags: ["work"]))
    let error = #expect(throws: RetentionError.self) { try plan(policy, chats(daysAgo: [1, 2]), elsewhere: ["work"]) }
    #expect(error?.code == .everything)
    #expect(error?.description == "ada: all 2 chats would be forgotten; if that is meant, use --force")
    #expect(try plan(policy, chats(daysAgo: [1, 2]), force: true).forget.count == 2)
  }

  @Test func `an empty policy forgets nothing and purges nothing`() throws {
    let plan = try plan(
      RetentionPolicy(), chats(daysAgo: [1, 4000]), forgotten: [ForgottenChat(id: "x", since: ago(days: 3000))])
    #expect(plan.forget == [] && plan.purge == [] && plan.isEmpty)
    #expect(plan.keep.map(\.reasons) == [["no rule asks for less"], ["no rule asks for less"]])
  }

  @Test func `a clock that is set a year ahead forgets no more than the right time would`() throws {
    let ahead = ago(days: -365)
    let chats = chats(daysAgo: [0, 1, 20, 40, 200])
    let policy = RetentionPolicy(rules: rules([.last: 1], within: "30d"))
    #expect(try plan(policy, chats, now: ahead).keep.map(\.chat) == plan(policy, chats).keep.map(\.chat))
    #expect(try plan(policy, chats).forget.map(\.chat) == ["c40", "c200"])
  }

  @Test func `a chat that a clock ahead has dated keeps itself and takes nobody's place`() throws {
    let chats = chats(daysAgo: [-365, -364, 0, 1, 2])
    let plan = try plan(RetentionPolicy(rules: rules([.last: 2], within: "1d")), chats)
    #expect(plan.keep.map(\.chat) == ["c-365", "c-364", "c0", "c1"])
    #expect(plan.keep.first?.reasons == ["newer than the plan"])
  }

  @Test func `a clock that is set a year ahead purges nothing before it has said the same for a day`() throws {
    let ahead = ago(days: -365)
    let policy = RetentionPolicy(purgeAfter: CalendarSpan(days: 30))
    let forgotten = [ForgottenChat(id: "x", since: ago(days: 1))]
    let first = try plan(policy, chats(daysAgo: [0]), forgotten: forgotten, now: ahead)
    #expect(first.purge.map(\.id) == ["x"])
    #expect(
      first.purgeDoubt
        == "the clock says 2027-11-20, and nothing here is later than 2026-11-20; if the clock is right, "
        + "the next run after a day purges, or this one with --force")
    func doubt(doubted: Timestamp?, lastRun: Timestamp? = nil, force: Bool = false) throws -> String? {
      try plan(
        policy, chats(daysAgo: [0]), forgotten: forgotten, now: ahead, lastRun: lastRun, doubtedSince: doubted,
        force: force
      ).purgeDoubt
    }
    #expect(try doubt(doubted: Timestamp(milliseconds: ahead.milliseconds - 3_600_000)) != nil)
    #expect(try doubt(doubted: Timestamp(milliseconds: ahead.milliseconds - 86_400_000)) == nil)
    #expect(try doubt(doubted: nil, lastRun: Timestamp(milliseconds: ahead.milliseconds - 86_400_000)) == nil)
    #expect(try doubt(doubted: nil, force: true) == nil)
  }

  @Test(arguments: RetentionRules.Count.allCases)
  func `the newest chat is never forgotten by a rule that counts`(count: RetentionRules.Count) throws {
    let plan = try plan(RetentionPolicy(rules: rules([count: 1])), chats(daysAgo: [800, 801, 1200]))
    #expect(plan.keep.map(\.chat) == ["c800"])
    #expect(plan.keep.first?.reasons == ["\(count.rawValue): 1"])
    #expect(plan.forget.first?.reason == "not kept by \(count.rawValue): 1; last active 2024-09-10")
  }

  @Test func `pinned chats stay whatever the rules are, and the tag may be named before a chat has it`() throws {
    var chats = chats(daysAgo: [1, 2, 3, 4])
    chats[2].isKept = true
    chats[3].tags = ["pinned"]
    let planned = try plan(RetentionPolicy(rules: rules([.last: 1])), chats)
    #expect(planned.keep.map(\.reasons) == [["keep_last: 1"], ["retention: keep"], ["pinned"]])
    #expect(planned.forget.map(\.chat) == ["c2"] && planned.bytes == 100)
    #expect(try plan(RetentionPolicy(rules: rules([.last: 1], tags: ["pinned"])), Array(chats[..<2])).keep.count == 1)
  }

  @Test func `of two chats with one id both stay when a rule keeps one of them`() throws {
    let chats = [RetentionChat(id: "same", activity: ago(days: 1)), RetentionChat(id: "same", activity: ago(days: 90))]
    #expect(try plan(RetentionPolicy(rules: rules([.last: 1])), chats).forget == [])
  }

  @Test func `bounds of the machine keep what a workspace would forget, and delay its purges`() throws {
    var policy = RetentionPolicy(
      rules: rules([.last: 1]), bounds: rules(within: "7d"), purgeAfter: CalendarSpan(days: 1))
    policy.purgeBound = CalendarSpan(days: 30)
    let plan = try plan(
      policy, chats(daysAgo: [0, 5, 9]),
      forgotten: [ForgottenChat(id: "x", since: ago(days: 29)), ForgottenChat(id: "y", since: ago(days: 31))])
    #expect(plan.keep.map(\.reasons) == [["keep_last: 1", "bounds, keep_within: 7d"], ["bounds, keep_within: 7d"]])
    #expect(plan.forget.map(\.chat) == ["c9"])
    #expect(plan.purge.map(\.id) == ["y"])
  }

  @Test func `documents that were cited or added lately are never proposed`() throws {
    let policy = RetentionPolicy(unusedDocuments: CalendarSpan(days: 180))
    let planner = RetentionPlanner(policy, calendar: .utc, now: Self.now)
    func use(_ name: String, added: Int, cited: Int?) -> DocumentUse {
      DocumentUse(name: name, bytes: 1, added: ago(days: added), cited: cited.map(ago(days:)))
    }
    let uses = [
      use("new", added: 10, cited: nil), use("cited", added: 400, cited: 10), use("old", added: 400, cited: 200),
      use("never", added: 181, cited: nil), use("future", added: -5, cited: nil),
    ]
    #expect(planner.unused(of: uses).map(\.name) == ["old", "never"])
    #expect(RetentionPlanner(RetentionPolicy(), calendar: .utc, now: Self.now).unused(of: uses) == [])
  }

  @Test func `rules of the command line take the place of the workspace's, not of its templates or bounds`() {
    var workspace = RetentionSettings()
    workspace.rules = rules([.last: 200], tags: ["work"])
    workspace.templates = ["diary": RetentionRules()]
    workspace.purgeAfter = CalendarSpan(days: 60)
    var machine = MachineSettings.Retention()
    machine.defaults.rules = rules([.daily: 3])
    machine.bounds.rules = rules(within: "7d")
    var flags = RetentionSettings()
    func policy(_ workspace: RetentionSettings) -> RetentionPolicy {
      RetentionPolicy(workspace: workspace, machine: machine, flags: flags)
    }
    #expect(policy(workspace).rules == workspace.rules && policy(workspace).bounds == machine.bounds.rules)
    #expect(policy(RetentionSettings()).rules == machine.defaults.rules)
    flags.rules = rules(within: "30d")
    #expect(policy(workspace).rules == flags.rules)
    #expect(policy(workspace).templates == ["diary": RetentionRules()])
    #expect(policy(workspace).purgeAfter == CalendarSpan(days: 60))
  }

  @Test func `a plan reads back from its JSON, and what is none is told from it`() throws {
    var chats = chats(daysAgo: [1, 2, 300])
    chats[0].title = "Ünïcode \"quoted\""
    var planned = try plan(
      RetentionPolicy(rules: rules([.last: 2]), purgeAfter: CalendarSpan(days: 1)), chats,
      forgotten: [ForgottenChat(id: "x", since: ago(days: 9))])
    planned.documents = [DocumentUse(name: "a.md", bytes: 3, added: ago(days: 900), cited: nil)]
    planned.head = "abc"
    #expect(RetentionPlan(try JSON(parsing: planned.json.serialized())) == planned)
    #expect(RetentionPlan.all(in: ["workspaces": [planned.json, planned.json]]) == [planned, planned])
    for key in planned.json.object?.keys ?? [] where !["head", "purge_doubt", "bytes"].contains(key) {
      var object = try #require(planned.json.object)
      object[key] = nil
      #expect(RetentionPlan(.object(object)) == nil, "\(key)")
    }
    #expect(planned.json.object?.keys.prefix(3) == ["keep", "forget", "purge"])
  }
}
