import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `Retention` {
  private let manent: Tool
  private let root: Path

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
    for number in 1...4 { try manent.succeed("-w", "work", "chat", "--cid", "c\(number)", "Question \(number)") }
  }

  private func ids(_ name: String = "work") throws -> [String] {
    try manent.json("-w", name, "chats", "--json").array?.compactMap { $0["id"]?.string } ?? []
  }

  @Test func `plan tells what stays and goes with the reason, and changes nothing`() throws {
    let tree = try FileTree.workspace(root)
    let plan = try manent.json("-w", "work", "retention", "plan", "--keep-last", "1", "--json")
    #expect(plan.object?.keys.prefix(3) == ["keep", "forget", "purge"])
    #expect(plan["keep"]?.array?.map { $0["reasons"] } == [["keep_last: 1"]])
    #expect(plan["forget"]?.array?.map { $0["chat"] } == ["c3", "c2", "c1"])
    let bytes = try ["c1", "c2", "c3"].map { id in
      try manent.json("-w", "work", "chats", "--json").array?.first { $0["id"]?.string == id }?["bytes"]?.int ?? 0
    }
    #expect(plan["bytes"]?.int == bytes.reduce(0, +))
    let text = try manent.succeed("-w", "work", "retention", "plan", "--keep-last", "1")
    #expect(text.contains("keep 1, forget 3") && text.contains("not kept by keep_last: 1; last active "))
    #expect(try FileTree.workspace(root) == tree)
  }

  @Test func `apply asks, and where nobody can be asked does nothing without --yes`() throws {
    let refused = try manent("-w", "work", "retention", "apply", "--keep-last", "1")
    #expect(refused.status == 4 && refused.errors == "manent: nothing is changed without being asked for; use --yes\n")
    #expect(refused.output == "")
    #expect(try ids().count == 4)
    let command = "'\(Tool.program)' -w work retention apply --keep-last 1"
    try manent.shell("sh", "-c", "echo n | script -qec \"\(command)\" /dev/null || true")
    #expect(try ids().count == 4)
    try manent.shell("sh", "-c", "echo y | script -qec \"\(command)\" /dev/null")
    #expect(try ids() == ["c4"])
    try manent.succeed("-w", "work", "restore", "c1")
    #expect(try ids() == ["c4", "c1"])
  }

  @Test func `apply shows the first of many where it asks, and with --yes says in one line what it did`() throws {
    let chats = (1...30).map { #"{"id":"i\#($0)","messages":[{"role":"user","content":"Imported \#($0)"}]}"# }
    try manent.write("chats.jsonl", chats.joined(separator: "\n") + "\n")
    try manent.succeed("-w", "work", "import", "chats.jsonl")
    let command = "'\(Tool.program)' -w work retention apply --keep-last 1"
    let shown = try manent.shell("sh", "-c", "echo n | script -qec \"\(command)\" /dev/null || true")
    #expect(shown.contains("and 13 more") && shown.contains("keep 1, forget 33"), "\(shown)")
    #expect(shown.split(whereSeparator: \.isNewline).count { $0.contains("not kept by") } == 20, "\(shown)")
    let done = try manent.succeed("-w", "work", "retention", "apply", "--keep-last", "1", "--yes")
    #expect(done.hasPrefix("work: forgot 33 chats (") && done.split(separator: "\n").count == 1, "\(done)")
  }

  @Test func `apply is one commit, and a plan from a file is refused once the workspace has moved on`() throws {
    let commits = try manent.commits(root)
    let plan = try manent.write(
      "plan.json", manent.succeed("-w", "work", "retention", "plan", "--keep-last", "3", "--json"))
    #expect(
      try manent.succeed("retention", "apply", "--yes", "--plan", "plan.json").contains("work: forgot 1 chat"))
    #expect(try manent.commits(root) == commits + 1)
    #expect(try manent.uncommitted(root) == "" && manent.faults(root) == [])
    let again = try manent("retention", "apply", "--yes", "--plan", "plan.json", "--json")
    again.expectFailure(4, saying: "have changed since the plan was made")
    try manent("retention", "apply", "--plan", plan.string, "--keep-last", "2").expectFailure(
      2, saying: "its rules already")
    try manent.write("broken.json", "{\"keep\":[]}")
    try manent("retention", "apply", "--yes", "--plan", "broken.json").expectFailure(2, saying: "not a plan")
    #expect(try ids().count == 3)
  }

  @Test func `--keep-last 0, a bare number and a misspelled tag are errors that say so`() throws {
    try manent("-w", "work", "retention", "plan", "--keep-last", "0")
      .expectFailure(2, saying: "a number from 1", "leave the rule out if it is to keep nothing")
    try manent("-w", "work", "retention", "plan", "--keep-within", "90").expectFailure(
      2, saying: "a time with its unit")
    try manent.succeed("-w", "work", "tag", "c1", "work")
    try manent("-w", "work", "retention", "apply", "--yes", "--keep-tag", "wrok")
      .expectFailure(4, saying: "no chat has the tag 'wrok'", "did you mean 'work'?")
    try manent.succeed("-w", "work", "tag", "c1", "--remove", "work")
    try manent("-w", "work", "retention", "apply", "--yes", "--keep-tag", "pinned")
      .expectFailure(4, saying: "all 4 chats would be forgotten", "--force")
    #expect(try ids().count == 4)
    #expect(try manent.succeed("-w", "work", "retention", "apply", "--yes") == "work: nothing to do\n")
  }

  @Test func `rules stand in workspace.yaml and config.yaml, and hold for all workspaces`() throws {
    _ = try manent.makeWorkspace("other")
    for number in 1...3 { try manent.succeed("-w", "other", "chat", "--cid", "o\(number)", "Question") }
    try manent.succeed("-w", "work", "config", "set", "retention.keep_last", "1")
    try manent.succeed("config", "set", "--machine", "retention.default.keep_last", "2")
    try manent.succeed("config", "set", "--machine", "retention.bounds.keep_tags", "[work]")
    try manent.succeed("-w", "work", "tag", "c2", "work")
    let report = try manent.json("retention", "apply", "--all-workspaces", "--yes", "--json")
    #expect(report["workspaces"]?.array?.map { $0["workspace"] } == ["other", "work"])
    #expect(try ids() == ["c4", "c2"])
    #expect(try ids("other") == ["o3", "o2"])
  }

  @Test func `a chat that says keep in its chat.yaml stays, also when it was written there by hand`() throws {
    let file = try #require(try manent.parts(root).first { $0.string.contains("question-2") }).parent / "chat.yaml"
    try manent.write(file.string, file.text + "retention: keep\n")
    #expect(try manent.json("-w", "work", "retention", "--keep-last", "1", "--json")["forget"]?.array?.count == 2)
    try manent.succeed("-w", "work", "retention", "apply", "--yes", "--keep-last", "1")
    #expect(try ids() == ["c4", "c2"])
  }

  @Test func `what was forgotten longer ago than purge_after is purged, and nothing else`() throws {
    try manent.succeed("-w", "work", "forget", "c1", "c2", "--yes")
    let file = root / "forgotten.jsonl"
    // As if the first had been forgotten two months ago.
    let lines = try file.text.split(separator: "\n").map(String.init)
    let old = try #require(lines.first { $0.contains("\"c1\"") })
    let time = try #require(try JSON(parsing: old)["created_at"]?.string)
    let longAgo = Timestamp(milliseconds: Timestamp.now.milliseconds - 70 * 86_400_000)
    try manent.write(file.string, file.text.replacing(old, with: old.replacing(time, with: longAgo.description)))
    try manent.git(root, "commit", "-qam", "age")
    let plan = try manent.json("-w", "work", "retention", "plan", "--purge-after", "2m", "--json")
    #expect(plan["purge"]?.array?.map { $0["chat"] } == ["c1"] && plan["purge_doubt"] == .null)
    let report = try manent.json("-w", "work", "retention", "apply", "--purge-after", "2m", "--yes", "--json")
    #expect(report["purged"] == ["c1"])
    #expect(
      !(try manent.shell("sh", "-c", "git cat-file --batch-all-objects --batch", in: root).contains("Question 1")))
    try manent("-w", "work", "restore", "c1").expectFailure(4, saying: "purged")
    try manent.succeed("-w", "work", "restore", "c2")
    #expect(try ids() == ["c4", "c3", "c2"])
  }

  @Test func `a workspace that is refused or broken does not keep the others from their turn`() throws {
    for name in ["broken", "other"] { _ = try manent.makeWorkspace(name) }
    for number in 1...3 { try manent.succeed("-w", "other", "chat", "--cid", "o\(number)", "Question") }
    try manent.succeed("-w", "work", "config", "set", "retention.keep_tags", "[wrok]")
    try manent.succeed("-w", "other", "config", "set", "retention.keep_last", "1")
    try manent.write((manent.home / "broken/workspace.yaml").string, "manent: 1\nretentoin: {}\n")
    let outcome = try manent("retention", "apply", "--all-workspaces", "--yes")
    #expect(outcome.status == 1, "\(outcome)")
    #expect(outcome.errors.contains("did you mean 'retention'?") && outcome.errors.contains("has the tag 'wrok'"))
    #expect(try ids().count == 4 && ids("other") == ["o3"])
  }

  @Test(.enabled(if: Files.exists("/usr/bin/systemd-analyze"), "needs systemd-analyze"))
  func `the timer and the service in the documentation are ones that systemd takes`() throws {
    let page = Path(#filePath).parent.parent.parent / "Sources/ManentRetention/ManentRetention.docc/ManentRetention.md"
    let blocks = try page.text.components(separatedBy: "```ini\n").dropFirst().map {
      $0.components(separatedBy: "```")[0]
    }
    #expect(blocks.count == 2)
    for (name, block) in zip(["service", "timer"], blocks) {
      try manent.write(
        "units/manent-retention.\(name)", block.replacing("/usr/local/bin/manent", with: Tool.program.string))
    }
    let outcome = try Program(in: manent.folder, environment: manent.environment).run(
      ["systemd-analyze", "verify", "--man=no", "units/manent-retention.service", "units/manent-retention.timer"])
    #expect(outcome.status == 0 && !outcome.errors.contains("manent-retention"), "\(outcome)")
  }
}
