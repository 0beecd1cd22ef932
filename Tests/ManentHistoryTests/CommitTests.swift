import ManentCore
import ManentGit
import ManentHistory
import TestSupport
import Testing

@Suite(.temporaryFolder) struct CommitTests {
  let folder = TemporaryFolder.current / "w"

  @Test func `The first commit of a new repository is one that git accepts`() throws {
    let history = try History.create(at: folder, environment: somebody)
    #expect(try history.head() == nil)
    let outcome = try history.save(
      [("chats/2026/a.jsonl", "{}\n"), ("workspace.yaml", "manent: 1\n")], message: "Begin")
    let git = Git(folder: folder)
    #expect(try git.faults() == "")
    #expect(try git.status() == "")
    #expect(try git("rev-parse", "HEAD") == "\(try #require(outcome.commit))\n")
    #expect(try history.head() == outcome.commit)
    #expect(try git("ls-files", "-s").split(separator: "\n").count == 2)
    #expect(
      try git("log", "-1", "--format=%an|%ae|%cn|%ce|%at|%B")
        == "Ada|ada@example.org|Manent|manent@example.org|1795168800|Begin\n\n")
    #expect(try git("reflog").contains("commit (initial): Begin"))
  }

  @Test func `Two commits are parent and child, and their logs say so`() throws {
    let git = try Git.repository(at: folder)
    let first = try git("rev-parse", "HEAD")
    try History.of(folder).save([("a.txt", "1")], message: "Add a\n\nWith reasons.")
    #expect(try git("rev-parse", "HEAD^") == first)
    #expect(try git("log", "-1", "--format=%B") == "Add a\n\nWith reasons.\n\n")
    #expect(try git("reflog", "-1").contains("HEAD@{0}: commit: Add a"))
    #expect(try git("reflog", "-1", "main").contains("main@{0}: commit: Add a"))
    #expect(try git.faults() == "")
  }

  @Test func `What is there already makes no commit`() throws {
    let git = try Git.repository(at: folder)
    let history = try History.of(folder)
    #expect(try history.save([("a.txt", "1")]).commit != nil)
    #expect(try history.save([("a.txt", "1")]) == .unchanged)
    #expect(try history.commit([], message: "Nothing", at: noon) == .unchanged)
    #expect(try history.commit([.remove(path: "never/was")], message: "Nothing", at: noon) == .unchanged)
    #expect(try git("rev-list", "--count", "HEAD") == "2\n")
  }

  @Test func `Removing from an unborn branch makes no commit`() throws {
    let history = try History.create(at: folder, environment: somebody)
    #expect(try history.commit([.remove(path: "a")], message: "Nothing", at: noon) == .unchanged)
    #expect(try history.head() == nil)
  }

  @Test func `What the user staged stays staged and is not committed`() throws {
    let git = try Git.repository(at: folder)
    try git.write("staged.txt", "staged")
    try git.write("user.txt", "changed and staged")
    try git("add", ".")
    try git.write("user.txt", "changed again")
    try git("rm", "-q", "--cached", "--ignore-unmatch", "none")
    let history = try History.of(folder)
    #expect(try history.save([("chats/a.jsonl", "1")]).commit != nil)
    #expect(try git.status() == "A  staged.txt\nMM user.txt\n")
    #expect(try git("show", "--name-only", "--format=", "HEAD") == "chats/a.jsonl\n")
    #expect(try git("show", "HEAD:user.txt") == "the user's\n")
    #expect(try git.faults() == "")
  }

  @Test func `A workspace in a folder of a larger repository touches only its own paths`() throws {
    let git = try Git.repository(at: folder)
    try git.write("notes/alice/workspace.yaml", "")
    try git.write("elsewhere.txt", "new")
    let history = try History.of(folder / "notes/alice")
    #expect(history.prefix == "notes/alice/")
    #expect(history.root == git.folder)
    try history.save([("workspace.yaml", "manent: 1"), ("chats/a", "1")])
    #expect(
      try git("ls-tree", "-r", "--name-only", "HEAD") == "notes/alice/chats/a\nnotes/alice/workspace.yaml\nuser.txt\n")
    #expect(try git.status() == "?? elsewhere.txt\n")
    #expect(try history.blob(at: "chats/a") == History.blobID(of: Array("1".utf8)))
    #expect(try history.blob(at: "user.txt") == nil)
    #expect(try git.faults() == "")
  }

  @Test func `A file becomes a folder and a folder becomes a file`() throws {
    let git = try Git.repository(at: folder)
    let history = try History.of(folder)
    try history.save([("a", "file"), ("b/c", "in a folder"), ("b/d/e", "deeper"), ("b.x", "near")])
    try Files.removeTree(folder / "a")
    try Files.removeTree(folder / "b")
    try history.save([("a/x", "1"), ("b", "2")])
    #expect(try git("ls-tree", "-r", "--name-only", "HEAD") == "a/x\nb\nb.x\nuser.txt\n")
    #expect(try git.status() == "")
    try Files.removeTree(folder / "a")
    try Files.removeTree(folder / "b")
    try Files.makeFolders(folder / "b")
    try Files.writeAtomically([0x31], to: folder / "a")
    try Files.writeAtomically([0x32], to: folder / "b/y")
    let changes: [Change] = [
      .remove(path: "a/x"), .write(path: "a", content: [0x31]), .remove(path: "b"),
      .write(path: "b/y", content: [0x32]),
    ]
    _ = try history.commit(changes, message: "And back", at: noon)
    #expect(try git("ls-tree", "-r", "--name-only", "HEAD") == "a\nb.x\nb/y\nuser.txt\n")
    #expect(try git.status() == "")
    _ = try history.commit(changes.reversed(), message: "The other order", at: noon)
    #expect(try git("ls-tree", "-r", "--name-only", "HEAD") == "a\nb.x\nb/y\nuser.txt\n")
    #expect(try git.faults() == "")
  }

  @Test func `A folder that becomes empty goes with its last file`() throws {
    let git = try Git.repository(at: folder)
    let history = try History.of(folder)
    try history.save([("a/b/c/d", "1"), ("a/e", "2")])
    try Files.removeTree(folder / "a/b")
    _ = try history.commit([.remove(path: "a/b/c/d")], message: "Remove", at: noon)
    #expect(try git("ls-tree", "-r", "-t", "--name-only", "HEAD") == "a\na/e\nuser.txt\n")
    try Files.removeTree(folder / "a")
    try Files.remove(folder / "user.txt")
    _ = try history.commit([.remove(path: "a/e"), .remove(path: "user.txt")], message: "Remove all", at: noon)
    #expect(try git("ls-tree", "HEAD") == "")
    #expect(try git.status() == "")
    #expect(try git.faults() == "")
    try history.save([("again", "1")])
    #expect(try git.faults() == "")
  }

  @Test(arguments: [
    "with space.txt", "ünï/cödé.txt", "u\u{308}.txt", "\u{FC}.txt", "日本/語", "-x", "a\"b\\c", "new\nline", ".gitx",
    "git",
  ])
  func `Any name that git can keep is kept`(name: String) throws {
    let git = try Git.repository(at: folder)
    let history = try History.of(folder)
    try history.save([(name, "1")])
    #expect(
      try git("ls-tree", "-r", "-z", "--name-only", "HEAD").split(separator: "\0").contains {
        $0.utf8.elementsEqual(name.utf8)
      })
    #expect(try git.status() == "")
    #expect(try history.uncommitted().isEmpty)
    #expect(try git.faults() == "")
  }

  @Test(arguments: [
    "", "/a", "a//b", "a/", "../a", "a/../b", ".", ".git/config", "a/.GIT/x", "a/git~1", ".g\u{200C}it/x", ".git. /x",
    ".git::$INDEX/x", "a\0b", "a\\.git\\b",
  ])
  func `A path that would leave the workspace or reach into a repository is refused`(path: String) throws {
    _ = try Git.repository(at: folder)
    let history = try History.of(folder)
    let error = #expect(throws: GitError.self) {
      try history.save([]); _ = try history.commit([.write(path: path, content: [])], message: "No", at: noon)
    }
    #expect(error?.code == .invalidPath)
  }

  @Test func `A file that is executable on the disk stays so`() throws {
    let git = try Git.repository(at: folder)
    let history = try History.of(folder)
    try Files.writeNew([0x31], to: folder / "run.sh", mode: 0o755)
    _ = try history.commit([.write(path: "run.sh", content: [0x31])], message: "Run", at: noon)
    #expect(try git("ls-files", "-s", "run.sh").hasPrefix("100755 "))
    #expect(try git.status() == "")
    _ = try history.commit([.write(path: "run.sh", content: [0x32])], message: "Another than on the disk", at: noon)
    #expect(try git("ls-files", "-s", "run.sh").hasPrefix("100755 "))
    #expect(try git.status() == " M run.sh\n")
  }

  @Test func `Git reads no file that was just committed`() throws {
    let git = try Git.repository(at: folder)
    try History.of(folder).save([("a.txt", "1")])
    // An index whose facts are those of the disk is refreshed without a change.
    let fields = try git("ls-files", "--debug", "a.txt")
    let size = try git("-c", "core.trustctime=true", "diff-files", "--name-only")
    #expect(size == "")
    #expect(fields.contains("size: 1\t"))
  }

  @Test func `A file that has changed again since is seen as changed`() throws {
    let git = try Git.repository(at: folder)
    let history = try History.of(folder)
    try git.write("a.txt", "newer")
    _ = try history.commit([.write(path: "a.txt", content: Array("older".utf8))], message: "Older", at: noon)
    #expect(try git.status() == " M a.txt\n")
    #expect(try history.uncommitted() == [PathChange(path: "a.txt", kind: .modified)])
  }

  @Test func `A later commit does not hide a change of the same moment as the index`() throws {
    // A change of a file cannot be given another time than its own; git can be told to look at the other one only.
    let git = try Git.repository(at: folder, arguments: ["core.trustctime=false", "core.checkstat=minimal"])
    try git.write("race.txt", "aaaa")
    try git.setTime(of: folder / "race.txt", to: 1_700_000_000)
    try git("add", "race.txt")
    try git.write("race.txt", "bbbb")
    for path in [folder / "race.txt", folder / ".git/index"] { try git.setTime(of: path, to: 1_700_000_000) }
    try History.of(folder).save([("a.txt", "1")])
    #expect(try git.status() == "AM race.txt\n")
  }
}
