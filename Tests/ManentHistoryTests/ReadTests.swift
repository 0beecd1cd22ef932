import ManentCore
import ManentGit
import ManentHistory
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite(.temporaryFolder) struct ReadTests {
  let folder = TemporaryFolder.current / "w"

  private func blob(_ text: String) throws -> BlobID { try History.blobID(of: Array(text.utf8)) }

  @Test func `A content's name is the one that git gives it`() throws {
    #expect(try blob("").description == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")
    #expect(try blob("hello\n").description == "ce013625030ba8dba906f756967f9e9ca394464a")
  }

  @Test func `Two commits differ in what was added, changed and deleted below the workspace`() throws {
    let git = try Git.repository(at: folder)
    try git.write("w/a.txt", "1")
    try git.write("w/b/c", "2")
    try git.write("w/d", "3")
    try git("add", ".")
    try git("commit", "-q", "-m", "one")
    let history = try History.of(folder / "w")
    let one = try #require(try history.head())
    try git.write("elsewhere", "")
    try git.write("w/a.txt", "new")
    try git("rm", "-q", "w/d")
    try git.write("w/d/e", "4")
    try git("rm", "-q", "w/b/c")
    #expect(symlink("/etc/passwd", (git.folder / "w/link").string) == 0)
    try git("add", ".")
    try git("commit", "-q", "-m", "two")
    let two = try #require(try history.head())
    #expect(
      try history.changes(from: one, to: two) == [
        PathChange(path: "a.txt", kind: .modified, blob: blob("new")), PathChange(path: "b/c", kind: .deleted),
        PathChange(path: "d", kind: .deleted), PathChange(path: "d/e", kind: .added, blob: blob("4")),
      ])
    #expect(try history.changes(from: two, to: two).isEmpty)
    #expect(
      try history.changes(from: nil, to: two) == [
        PathChange(path: "a.txt", kind: .added, blob: blob("new")),
        PathChange(path: "d/e", kind: .added, blob: blob("4")),
      ])
    let zero = try #require(CommitID(git("rev-parse", "HEAD~2").dropLast()))
    #expect(try history.changes(from: two, to: zero).map(\.kind) == [.deleted, .deleted])
    #expect(try history.blob(at: "d/e") == blob("4"))
    #expect(try history.blob(at: "d") == nil)
    #expect(try history.blob(at: "link") == nil)
    #expect(try history.content(of: blob("new")) == Array("new".utf8))
    #expect(try history.commitCount() == 3)
  }

  @Test func `What is not in the repository is missing by name`() throws {
    _ = try Git.repository(at: folder)
    let history = try History.of(folder)
    let error = #expect(throws: GitError.self) { try history.content(of: blob("never written")) }
    #expect(error?.code == .missing)
    let commit = try #require(CommitID(String(repeating: "1", count: 40)))
    #expect(throws: GitError.self) { try history.changes(from: nil, to: commit) }
  }

  @Test func `What is not committed is found whatever is staged or ignored`() throws {
    let git = try Git.repository(at: folder)
    try git.write("w/.gitignore", "*.tmp\n")
    try git.write("w/kept.tmp", "tracked though ignored")
    for name in ["same", "changed", "gone", "staged", "unstaged", "linked"] { try git.write("w/\(name)", name) }
    try git("add", "-f", ".")
    try git("commit", "-q", "-m", "one")
    try git.write("w/changed", "anew")
    try git.write("w/kept.tmp", "changed")
    try git.write("w/other.tmp", "ignored")
    try Files.remove(folder / "w/gone")
    try git.write("w/staged", "differs")
    try git("add", "w/staged")
    try git("rm", "-q", "--cached", "w/unstaged")
    try git.write("w/new/deep/file", "")
    try git.write("outside", "")
    try Files.remove(folder / "w/linked")
    #expect(symlink("/etc/passwd", (git.folder / "w/linked").string) == 0)
    #expect(symlink("/etc/passwd", (git.folder / "w/link").string) == 0)
    _ = try Git.repository(at: folder / "w/nested")
    let found = try History.of(folder / "w").uncommitted().sorted { $0.path < $1.path }
    #expect(
      found == [
        PathChange(path: "changed", kind: .modified), PathChange(path: "gone", kind: .deleted),
        PathChange(path: "kept.tmp", kind: .modified), PathChange(path: "linked", kind: .deleted),
        PathChange(path: "new/deep/file", kind: .added), PathChange(path: "staged", kind: .modified),
      ])
  }

  @Test func `In an unborn repository all is uncommitted`() throws {
    let history = try History.create(at: folder)
    let git = Git(folder: folder)
    try git.write("a/b", "1")
    try git("add", ".")
    #expect(try history.uncommitted() == [PathChange(path: "a/b", kind: .added)])
    #expect(try history.blob(at: "a/b") == nil)
    #expect(try history.commitCount() == 0)
  }

  @Test func `A damaged object is an error and no crash`() throws {
    let git = try Git.repository(at: folder)
    let tree = try git("rev-parse", "HEAD^{tree}").dropLast()
    let object = folder / ".git/objects" / String(tree.prefix(2)) / String(tree.dropFirst(2))
    let bytes = try Files.read(object)
    let history = try History.of(folder)
    for damaged in [[], Array(bytes.dropLast(5)), bytes.map { $0 ^ 0x55 }] {
      try Files.remove(object)
      try Files.writeNew(damaged, to: object)
      #expect(throws: GitError.self) { try History.of(folder).blob(at: "user.txt") }
    }
    try Files.remove(object)
    #expect(throws: GitError.self) { try history.save([("a", "1")]) }
    try Files.writeNew(bytes, to: object)
    #expect(try history.save([("a", "1")]).commit != nil)
    #expect(try git.faults() == "")
  }

  @Test func `Folders nested without end are an error and no crash`() throws {
    let git = try Git.repository(at: folder)
    let history = try History.of(folder)
    let deep = String(repeating: "a/", count: 1500) + "a"
    let commit = try #require(
      try history.commit([.write(path: deep, content: [])], message: "Deep", at: noon).commit)
    let error = #expect(throws: GitError.self) { try history.changes(from: nil, to: commit) }
    #expect(error?.code == .damaged)
    #expect(try history.blob(at: deep) != nil)
    #expect(try git.faults() == "")
  }
}
