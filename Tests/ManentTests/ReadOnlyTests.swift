import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `A workspace that can only be read` {
  private let manent: Tool
  private let root: Path

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
    try manent.succeed("-w", "work", "chat", "--cid", "c1", "How do I add a document?")
    try manent.write("a.txt", "Quartz is hard.\n")
  }

  private static let writing = [
    ["chat", "Hello"], ["chat", "--new", "Hello"], ["add", "a.txt"], ["rename", "c1", "X"], ["tag", "c1", "x"],
    ["documents", "remove", "guide.md"], ["doctor", "--repair"],
  ]
  private static let reading = [
    ["search", "document", "--json"], ["show", "c1"], ["chats"], ["export", "--all"], ["documents"],
    ["documents", "show", "guide.md"],
    ["status"], ["chat", "--no-log", "--json", "How do I add a document?"],
  ]

  private func check(_ run: ([String]) throws -> Program.Outcome) throws {
    for command in Self.writing {
      let outcome = try run(command)
      #expect(outcome.status == 1 && outcome.complaints.count == 1, "\(command): \(outcome)")
      #expect(outcome.errors.hasPrefix("manent: ") && outcome.errors.contains("written"), "\(command): \(outcome)")
    }
    for command in Self.reading {
      let outcome = try run(command)
      #expect(outcome.status == 0 && outcome.errors.isEmpty && !outcome.output.isEmpty, "\(command): \(outcome)")
    }
  }

  @Test(.needsMount, arguments: [true, false])
  func `by its file system answers and refuses in one line, and no temporary file stays`(_ hasCache: Bool) throws {
    if !hasCache { try Files.removeTree(root / ".git/manent/cache") }
    let before = try FileTree(of: root)
    let mount = try Mount.readOnly(root)
    defer { mount.remove() }
    try check { try manent.run(["-w", "work"] + $0) }
    #expect(try FileTree(of: root) == before)
    #expect(try Files.list(manent.base / "tmp") == [])
  }

  @Test(.needsOtherUser) func `by its permissions answers and refuses in one line`() throws {
    try manent.shell("chmod", "755", manent.base.string)
    // What is made in a home is the user's alone; here others are let in, to read.
    try manent.shell("chmod", "-R", "a+rX", manent.home.string)
    try manent.shell("chmod", "1777", (manent.base / "tmp").string)
    let stranger = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    // As git does, nothing is read from a repository of somebody else's until the user says so.
    try manent.run(["-w", "work", "status"], under: stranger)
      .expectFailure(1, saying: "belongs to another user", "safe.directory")
    try manent.write("\(manent.base)/home/.gitconfig", "[safe]\n\tdirectory = \(root)\n")
    let before = try FileTree(of: root)
    try check { try manent.run(["-w", "work"] + $0, under: stranger) }
    #expect(try FileTree(of: root) == before)
    #expect(try Files.list(manent.base / "tmp") == [])
  }
}
