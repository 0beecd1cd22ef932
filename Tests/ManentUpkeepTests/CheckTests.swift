import ManentCatalog
import ManentCore
import ManentFormats
import ManentPlugins
import ManentRecords
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentChats
@testable import ManentDocuments
@testable import ManentUpkeep
@testable import ManentWorkspace

@Suite(.temporaryFolder) struct CheckTests {
  private func sample() throws -> (SampleWorkspace, Chat) {
    let sample = try SampleWorkspace(documents: ["a.md": "Kites fly in the wind.\n"])
    let workspace = try sample.open()
    let (chat, _) = try workspace.createChat(id: "x", first: .init(role: .user, content: "One"))
    try workspace.commitTurn(of: chat)
    #expect(try workspace.check(repair: false) == [])
    return (sample, chat)
  }

  /// What is wrong, what is left to do, and that nothing is left after the repair.
  private func problems(_ sample: SampleWorkspace, isRepairable: Bool = true) throws -> [Problem] {
    let found = try sample.open().check(repair: false)
    let repaired = try sample.open().check(repair: true)
    #expect(repaired.map(\.path) == found.map(\.path))
    #expect(repaired.allSatisfy { $0.isRepaired == isRepairable })
    #expect(found.allSatisfy { !$0.isRepaired })
    #expect(try sample.open().check(repair: false) == (isRepairable ? [] : found))
    return found
  }

  @Test func `A damaged or missing segment is made anew`() throws {
    let (sample, _) = try sample()
    let segment = try sample.git("ls-files", "index").split(separator: "\n").map(String.init)[0]
    let before = try Files.read(sample.root / segment)
    var bytes = before
    bytes[bytes.count / 2] ^= 0xFF
    try sample.write(segment, bytes: bytes)
    let problem = try sample.open().check(repair: false)
    #expect(problem.map(\.path).contains(segment))
    #expect(try sample.open().find("kites", limit: 3).passages.count == 1)
    _ = try sample.open().check(repair: true)
    #expect(try Files.read(sample.root / segment) == before)
    #expect(try Files.list(sample.root / ".git/manent/state/damaged").count == 1)
    try Files.remove(sample.root / segment)
    _ = try sample.open().check(repair: true)
    #expect(try Files.read(sample.root / segment) == before)
    #expect(try sample.open().check(repair: false) == [])
    #expect(try sample.git.status() == "")
  }

  @Test func `An unfinished line is set aside`() throws {
    let (sample, chat) = try sample()
    let part = chat.path + "/0001.jsonl"
    let whole = try sample.read(part)
    try sample.write(part, whole + "{\"id\":")
    let found = try sample.open().check(repair: false)
    #expect(
      found.first == Problem(path: "\(part):2", problem: "the line is not finished", repair: "set aside with --repair"))
    _ = try sample.open().check(repair: true)
    #expect(try sample.read(part) == whole)
    #expect(try Files.list(sample.root / ".git/manent/state/torn").count == 1)
    #expect(try sample.open().check(repair: false) == [])
  }

  @Test func `A line that is no message is told and left`() throws {
    let (sample, chat) = try sample()
    try sample.write(chat.path + "/0001.jsonl", try sample.read(chat.path + "/0001.jsonl") + "{}\n")
    try sample.git("commit", "-q", "-a", "-m", "by hand")
    let found = try problems(sample, isRepairable: false)
    #expect(
      found == [
        Problem(path: chat.path + "/0001.jsonl:2", problem: "not a message", repair: "mend the line in an editor")
      ])
  }

  @Test(arguments: ["id: [\n", "<<<<<<< HEAD\nid: [\n=======\nid: x\n>>>>>>> main\n"])
  func `Settings that cannot be read are put back as git last had them, committed or not`(_ broken: String) throws {
    let (sample, chat) = try sample()
    let good = try sample.read(chat.settingsPath)
    for isCommitted in [false, true] {
      try sample.write(chat.settingsPath, broken)
      if isCommitted { try sample.git("commit", "-q", "-a", "-m", "by hand") }
      let found = try problems(sample)
      #expect(found.map(\.path) == [chat.settingsPath])
      #expect(found[0].repair.hasPrefix("mend it in an editor, or what commit "))
      #expect(try sample.read(chat.settingsPath) == good)
      #expect(try sample.git.status() == "")
    }
    let aside = sample.root / ".git/manent/state/damaged"
    #expect(try Files.list(aside).allSatisfy { try Files.read(aside / $0) == Array(broken.utf8) })
    #expect(try Files.list(aside).count == 2)
  }

  @Test func `Settings that could never be read are told`() throws {
    let (sample, chat) = try sample()
    try sample.write(chat.settingsPath, "id: [\n")
    try sample.git("add", ".")
    try sample.git("commit", "-q", "--amend", "-m", "by hand")
    try sample.git("update-ref", "-d", "HEAD")
    try sample.git("commit", "-q", "-m", "all anew")
    let found = try problems(sample, isRepairable: false)
    #expect(found.map(\.path) == [chat.settingsPath])
    #expect(found.map(\.repair) == ["mend it in an editor"])
  }

  @Test func `A detached HEAD is told by doctor and status, and by the command that commits on it, once`() throws {
    let (sample, chat) = try sample()
    #expect(try !sample.open().status().isDetached)
    try sample.git("checkout", "-q", "--detach")
    let found = try problems(sample, isRepairable: false)
    #expect(found.map(\.problem) == ["HEAD is detached, so that commits are on no branch"])
    #expect(found[0].repair.contains("'git -C \(sample.root) switch -c NAME'"))
    let workspace = try sample.open()
    #expect(try workspace.status().isDetached)
    for text in ["Two", "Three"] {
      _ = try workspace.append(.init(role: .user, content: text), to: chat)
      try workspace.commitTurn(of: chat)
    }
    #expect(sample.notices.sentences.count { $0.hasPrefix("committed, but on no branch: HEAD is detached") } == 1)
    try sample.git("switch", "-q", "-c", "kept")
    _ = try problems(sample)
  }

  @Test func `A chat without its settings is told, and they come back from the commits before`() throws {
    let (sample, chat) = try sample()
    try Files.remove(sample.root / chat.settingsPath)
    try sample.git("commit", "-q", "-a", "-m", "by hand")
    let found = try problems(sample)
    #expect(found.map(\.path) == [chat.settingsPath])
    #expect(found.map(\.problem) == ["the file is missing, so the chat is not shown"])
  }

  @Test func `A missing part and a missing parent are told`() throws {
    let (sample, chat) = try sample()
    let line =
      #"{"id":"9","parent":"8","role":"user","content":"","created_at":"2026-11-20T10:00:00.000Z"}"# + "\n"
    try sample.write(chat.path + "/0003.jsonl", line)
    try sample.git("add", ".")
    try sample.git("commit", "-q", "-m", "by hand")
    let found = try problems(sample, isRepairable: false)
    #expect(found.map(\.path) == [chat.path + "/0002.jsonl", chat.path])
    #expect(found.map(\.problem) == ["the part is missing", "message 9 follows 8, which is not there"])
  }

  @Test func `A document that cannot be used is told`() throws {
    let (sample, _) = try sample()
    try sample.write("documents/empty.md", "")
    let found = try sample.open().check(repair: false)
    #expect(found.first?.path == "documents/empty.md")
    #expect(found.first?.problem == "the file is empty")
  }

  @Test func `What was left uncommitted is committed`() throws {
    let (sample, chat) = try sample()
    try sample.write(chat.settingsPath, try sample.read(chat.settingsPath) + "window: 3\n")
    let found = try problems(sample)
    #expect(found == [Problem(path: chat.settingsPath, problem: "not committed", repair: "committed with --repair")])
    #expect(try sample.subjects().first == "doctor: commit what was left uncommitted")
  }

  @Test func `A workspace without a repository gets one`() throws {
    let (sample, _) = try sample()
    try Files.removeTree(sample.root / ".git")
    let found = try sample.open().check(repair: false)
    #expect(found.contains { $0.path == ".git" && $0.repair == "made with --repair" })
    _ = try sample.open().check(repair: true)
    _ = try sample.open().check(repair: true)
    #expect(try sample.open().check(repair: false) == [])
    #expect(try sample.git.status() == "")
  }
}
