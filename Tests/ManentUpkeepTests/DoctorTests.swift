import ManentCatalog
import ManentCore
import ManentRecords
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentChats
@testable import ManentDocuments
@testable import ManentSync
@testable import ManentUpkeep
@testable import ManentWorkspace

/// Each kind of damage is made, told of, and mended.
@Suite(.temporaryFolder, .slow) struct DoctorTests {
  private func sample() throws -> (SampleWorkspace, Chat) {
    let sample = try SampleWorkspace(documents: ["a.md": "Kites fly in the wind.\n"])
    let workspace = try sample.open()
    let (chat, _) = try workspace.createChat(id: "x", first: .init(role: .user, content: "One"))
    try workspace.commitTurn(of: chat)
    return (sample, chat)
  }

  /// What is found without a repair; nothing is left after one.
  private func mended(_ sample: SampleWorkspace, thorough: Bool = false) throws -> [Problem] {
    let found = try sample.open().check(.init(isThorough: thorough))
    #expect(found.allSatisfy { !$0.isRepaired })
    let repaired = try sample.open().check(.init(repairs: true, isThorough: thorough))
    #expect(repaired.allSatisfy { $0.isRepaired }, "\(repaired)")
    #expect(try sample.open().check(.init(isThorough: thorough)) == [])
    #expect(try sample.git.status() == "")
    #expect(try sample.git.faults() == "")
    return found
  }

  /// Makes a file of each object, wherever it is kept.
  private func loosen(_ sample: SampleWorkspace) throws {
    let script = """
      mkdir ../packs && mv .git/objects/pack/* ../packs/
      for pack in ../packs/*.pack; do git unpack-objects -q < "$pack"; done
      true
      """
    let program = Program(in: sample.root, environment: Platform.environment)
    #expect(try program.run(["sh", "-c", script]).status == 0)
  }

  @Test func `A line that is there twice leaves once, and another with the same id is told`() throws {
    let (sample, chat) = try sample()
    let part = chat.path + "/0001.jsonl"
    let line = try sample.read(part)
    try sample.write(part, line + line)
    try sample.git("commit", "-q", "-a", "-m", "twice")
    #expect(
      try mended(sample).first
        == Problem(path: "\(part):2", problem: "the line is there twice", repair: "removed with --repair"))
    #expect(try sample.read(part) == line)
    try sample.write(part, line + line.replacing("One", with: "Two"))
    let found = try sample.open().check(repair: true).first
    #expect(found?.problem.hasPrefix("another message has the id") == true)
    #expect(found?.isRepaired == false)
  }

  @Test func `Conflict markers leave a chat, and the messages of both sides stay`() throws {
    let (sample, chat) = try sample()
    let part = chat.path + "/0001.jsonl"
    let line = try sample.read(part)
    func other(_ id: Int) -> String {
      #"{"id":"\#(id)","role":"user","content":"side \#(id)","created_at":"2026-11-20T10:00:00.000Z"}"# + "\n"
    }
    try sample.write(part, line + "<<<<<<< HEAD\n" + other(1) + "=======\n" + other(2) + ">>>>>>> theirs\n")
    try sample.git("commit", "-q", "-a", "-m", "conflict")
    #expect(try mended(sample).map(\.problem) == Array(repeating: "a conflict marker of git's", count: 3))
    #expect(try sample.read(part) == line + other(1) + other(2))
  }

  @Test func `A part and a chat.yaml that are missing come back from git`() throws {
    let (sample, chat) = try sample()
    let settings = try sample.read(chat.settingsPath)
    try sample.write(chat.path + "/0002.jsonl", "")
    try sample.write(chat.path + "/0003.jsonl", "")
    try sample.git("add", ".")
    try sample.git("commit", "-q", "-m", "parts")
    try Files.remove(sample.root / chat.settingsPath)
    try Files.remove(sample.root / (chat.path + "/0002.jsonl"))
    let found = try mended(sample)
    #expect(found.map(\.path).contains(chat.settingsPath))
    #expect(try sample.read(chat.settingsPath) == settings)
    #expect(Files.exists(sample.root / (chat.path + "/0002.jsonl")))
  }

  @Test func `A chat that another command is removing is neither a fault nor brought back`() throws {
    let (sample, chat) = try sample()
    // Another process holds the lock on chats, has removed one file of the chat and removes the rest a little later.
    let script = """
      flock .git/manent/state/locks/chats sh -c '
        rm "$CHAT/chat.yaml"; >../begun; sleep 0.5; rm -r "$CHAT"; git add -A; git commit -qm forget' >/dev/null 2>&1 &
      while ! test -e ../begun; do sleep 0.02; done
      """
    let other = Program(in: sample.root, environment: Platform.environment.merging(["CHAT": chat.path]) { $1 })
    #expect(try other.run(["bash", "-c", script]).status == 0)
    let paths = try sample.open().check(.init(repairs: true)).map(\.path)
    #expect(!paths.contains { $0.hasPrefix(chat.path) || $0 == "." || $0 == WorkspaceLayout.chats }, "\(paths)")
    #expect(!Files.exists(sample.root / chat.path))
  }

  @Test func `A catalog that says otherwise than the files is put right`() throws {
    let (sample, chat) = try sample()
    let workspace = try sample.open()
    var row = try #require(try workspace.catalog().chat(at: chat.path))
    row.title = "another"
    row.messages = 9
    try workspace.catalog().put(row)
    let found = try mended(sample)
    #expect(found.map(\.problem) == ["it says otherwise of \(chat.path) than the files do"])
    #expect(try sample.open().chats().map(\.title) == ["One"])
  }

  @Test func `A chat that was forgotten or purged and is there leaves`() throws {
    let (sample, chat) = try sample()
    let workspace = try sample.open()
    let (other, _) = try workspace.createChat(id: "y", first: .init(role: .user, content: "A canary"))
    try workspace.commitTurn(of: other)
    try workspace.append(workspace.makeTombstones(.forget, of: ["x"], after: workspace.tombstones()))
    let (kept, _) = try workspace.createChat(id: "z", first: .init(role: .user, content: "A raven"))
    try workspace.commitTurn(of: kept)
    try workspace.agree(to: ["y"])
    try workspace.append(workspace.makeTombstones(.purge, of: ["y", "z"], after: workspace.tombstones()))
    try sample.git("add", ".")
    try sample.git("commit", "-q", "-m", "by hand")
    let found = try mended(sample)
    #expect(
      Set(found.map(\.problem)) == [
        "the chat was purged, and is there", "the chat was forgotten, and is there",
        "another machine has purged the chat, and it is there",
      ])
    #expect(try sample.open().chats() == [])
    #expect(try sample.git("log", "--format=%H", "--all", "--", chat.path).isEmpty == false)
    #expect(try sample.git("log", "--format=%H", "--all", "--", kept.path).isEmpty == false)
    #expect(try Traces.places(of: ["canary"], in: sample.root) == [])
  }

  @Test func `A damaged object is written anew from the file that has its content`() throws {
    let (sample, _) = try sample()
    let blob = try sample.git("rev-parse", "HEAD:documents/a.md").prefix(40)
    let object = sample.root / ".git/objects/\(blob.prefix(2))/\(blob.dropFirst(2))"
    try loosen(sample)
    try Files.remove(object)
    #expect(try sample.git.faults() != "")
    let found = try mended(sample)
    #expect(
      found == [
        Problem(path: "documents/a.md", problem: "git's blob \(blob) is missing", repair: "written anew with --repair")
      ])
    try Files.remove(object)
    try Files.writeAtomically(Array("no object".utf8), to: object, mode: 0o444)
    #expect(try mended(sample).map(\.problem) == ["git's blob \(blob) is damaged"])
  }

  @Test func `A damaged object that nobody here has says who may have it`() throws {
    let (sample, _) = try sample()
    let tree = try sample.git("rev-parse", "HEAD:chats").prefix(40)
    let object = sample.root / ".git/objects/\(tree.prefix(2))/\(tree.dropFirst(2))"
    try loosen(sample)
    try Files.remove(object)
    try sample.git("remote", "add", "origin", "/nowhere")
    let found = try sample.open().check(repair: true)
    #expect(found.first?.problem == "git's tree \(tree) is missing")
    #expect(found.first?.repair == "'git fetch --refetch origin' may bring it, or another clone")
    #expect(found.first?.isRepaired == false)
  }

  @Test func `What killed commands have left is removed, and what is at work stays`() throws {
    let (sample, chat) = try sample()
    for path in ["documents/.a.md.9-12345.tmp", chat.path + "/.chat.yaml.9-12345.tmp"] {
      try sample.write(path, "half")
      try Git(folder: sample.root).setTime(of: sample.root / path, to: 1_700_000_000)
    }
    try sample.write(".git/manent/state/new-process-gone/chat.yaml", "half")
    try sample.write("documents/.b.md.9-12345.tmp", "at work")
    let found = try sample.open().check(repair: false).filter { $0.problem.hasPrefix("left by") }
    #expect(found.count == 3)
    _ = try sample.open().check(repair: true)
    #expect(try sample.open().check(repair: false) == [])
    #expect(Files.exists(sample.root / "documents/.b.md.9-12345.tmp"))
  }

  @Test func `What git is not told of the files is added`() throws {
    let (sample, _) = try sample()
    try sample.write(".gitattributes", "*.jsonl merge=binary")
    try sample.git("add", ".gitattributes")
    try sample.git("commit", "-q", "-m", "by hand")
    let found = try sample.open().check(repair: false).map(\.problem)
    #expect(found.contains("git is not told '\(WorkspaceAttributes.messages)'"))
    _ = try sample.open().check(repair: true)
    #expect(try sample.open().check(repair: false) == [])
    #expect(try sample.read(".gitattributes").hasPrefix("*.jsonl merge=binary\n\(WorkspaceAttributes.messages)\n"))
    #expect(try sample.git.status() == "")
  }

  @Test func `Files that a merge has left unmerged, and old locks, are told`() throws {
    let (sample, _) = try sample()
    try sample.git("checkout", "-q", "-b", "side")
    try sample.write("documents/a.md", "Side.\n")
    try sample.git("commit", "-q", "-a", "-m", "side")
    try sample.git("checkout", "-q", "main")
    try sample.write("documents/a.md", "Main.\n")
    try sample.git("commit", "-q", "-a", "-m", "main")
    #expect(try sample.git.run(["merge", "-q", "side"]).status != 0)
    let found = try sample.open().check(repair: false)
    #expect(
      found.contains(
        Problem(
          path: "documents/a.md", problem: "a merge has left it in several versions",
          repair: "choose with git, then 'git add' it")))
    try sample.git("merge", "--abort")
    try sample.write(".git/index.lock", "")
    try sample.git.setTime(of: sample.root / ".git/index.lock", to: 1_000_000_000)
    #expect(
      try sample.open().check(repair: false).contains(
        Problem(
          path: ".git/index.lock", problem: "a lock of git's, older than ten minutes",
          repair: "remove it if no git is running")))
  }

  @Test func `A chat in conflict since one side has forgotten it is told with the way out`() throws {
    let (sample, chat) = try sample()
    try sample.git("checkout", "-q", "-b", "side")
    _ = try sample.open().append(.init(role: .user, content: "It goes on"), to: chat)
    try sample.open().commitTurn(of: chat)
    try sample.git("checkout", "-q", "main")
    _ = try sample.open().forget([chat.id])
    #expect(try sample.git.run(["merge", "-q", "side"]).status != 0)
    let found = try sample.open().check(repair: false)
    let problem = try #require(found.first { $0.problem.hasPrefix("the chat was forgotten on one side of a merge") })
    #expect(problem.repair == "'git rm -r \(chat.path)' and a commit end it as 'manent sync' would")
    try sample.git("rm", "-q", "-r", chat.path)
    try sample.git("commit", "-q", "-m", "merge")
    #expect(try sample.open().check(repair: false) == [])
    #expect(try sample.open().chats().isEmpty)
  }
}
