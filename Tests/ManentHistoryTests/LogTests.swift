import ManentCore
import TestSupport
import Testing

@testable import ManentGit
@testable import ManentHistory

@Suite(.temporaryFolder) struct LogTests {
  private let git: Git
  private let history: History

  init() throws {
    git = try Git.repository(at: TemporaryFolder.current / "repository")
    history = try History.of(git.folder)
  }

  private func walked() throws -> [LoggedCommit] {
    var commits: [LoggedCommit] = []
    guard let head = try history.head() else { return [] }
    try history.walk(from: head) {
      commits.append($0)
      return true
    }
    return commits
  }

  /// Commits a file by git, at a time of its own.
  private func commit(_ path: String, _ text: String, at seconds: Int, by name: String = "Bea") throws {
    try git.write(path, text)
    try git("add", "-A")
    try git(
      "-c", "user.name=\(name)", "commit", "-q", "--author", "\(name) <b@example.org>", "--date", "\(seconds) +0200",
      "-m", "subject \(path)\n\nbody ü")
  }

  @Test func `A walk gives the commits that git log gives, in its order, with author, time and message`() throws {
    try commit("a", "1", at: 1_700_000_000)
    try git("checkout", "-q", "-b", "side", "HEAD~1")
    try commit("b", "1", at: 1_700_000_100, by: "Jörg")
    try commit("b", "2", at: 1_700_000_200)
    try git("checkout", "-q", "main")
    try commit("a", "2", at: 1_700_000_300)
    try git("merge", "-q", "-m", "joined", "side")
    let log = try git("log", "--date-order", "--format=%H|%an|%at|%P|%s").split(separator: "\n").map(String.init)
    let commits = try walked()
    let told = commits.map { commit in
      "\(commit.id)|\(commit.author)|\(commit.time.seconds)|"
        + "\(commit.parents.map(\.description).joined(separator: " "))|\(commit.subject)"
    }
    // Commits of one second may stand in either order.
    #expect(Set(told) == Set(log) && told.first == log.first && told.last == log.last)
    #expect(commits.contains { $0.message == "subject b\n\nbody ü\n" && $0.author == "Jörg" })
  }

  @Test func `A walk ends when it is told to, and where a shallow clone ends`() throws {
    for number in 1...5 { try commit("a", "\(number)", at: 1_700_000_000 + number) }
    var count = 0
    try history.walk(from: try #require(try history.head())) { _ in
      count += 1
      return count < 2
    }
    #expect(count == 2)
    let clone = TemporaryFolder.current / "shallow"
    try git("clone", "-q", "--depth", "2", "file://\(git.folder)", clone.string)
    let shallow = try History.of(clone)
    var seen = 0
    try shallow.walk(from: try #require(try shallow.head())) { _ in
      seen += 1
      return true
    }
    #expect(seen == 2)
  }

  @Test func `Folders that commits dropped are found with what they held last, on both sides of a merge`() throws {
    func write(_ path: String, _ text: String) throws { try git.write("top/1/2/\(path)", text) }
    try write("keep/x", "1")
    try write("gone/x", "1")
    try write("gone/deep/y", "1")
    try git("add", "-A")
    try git("commit", "-q", "-m", "one")
    try git("checkout", "-q", "-b", "side")
    try write("gone/x", "2")
    try git("commit", "-qam", "two")
    try git("checkout", "-q", "main")
    try git("rm", "-qr", "top/1/2/gone")
    try git("commit", "-q", "-m", "three")
    try git("merge", "-q", "-s", "ours", "-m", "four", "side")
    try git("rm", "-qr", "top")
    try git("commit", "-q", "-m", "five")
    let head = try #require(try history.head())
    let dropped = try history.droppedFolders(below: "top", depth: 3, from: head)
    func tree(_ name: String) throws -> String { try String(git("rev-parse", name).dropLast()) }
    let found = Set(dropped.map { "\($0.path) \($0.folder)" })
    let keep = try "top/1/2/keep \(tree("HEAD~1:top/1/2/keep"))"
    let sides = try ["top/1/2/gone \(tree("main~2^:top/1/2/gone"))", "top/1/2/gone \(tree("side:top/1/2/gone"))"]
    #expect(found == Set([keep] + sides))
    #expect(try history.droppedFolders(below: "top", depth: 3, from: head, where: { $0 == "keep" }).count == 1)
    #expect(try history.droppedFolders(below: "elsewhere", depth: 3, from: head).isEmpty)
    let folder = try #require(dropped.first { $0.path.hasSuffix("gone") })
    #expect(try history.files(in: folder.folder).map(\.path) == ["deep/y", "x"])
  }

  @Test func `Files and folders are looked up in any commit, and commits by any name of git's`() throws {
    try commit("d/e/a", "1", at: 1_700_000_000)
    try commit("d/e/a", "2", at: 1_700_000_001)
    let old = try #require(try history.commit(named: "HEAD~1"))
    #expect(try history.commit(named: String(old.description.prefix(8))) == old)
    for name in ["", "nothing", "HEAD~99", "a\u{0}b", "--all", ":/no such message", "HEAD:d"] {
      #expect(try history.commit(named: name) == nil, "\(name)")
    }
    #expect(try history.blob(at: "d/e/a", in: old) != history.blob(at: "d/e/a"))
    #expect(try history.blob(at: "d/e", in: old) == nil)
    #expect(try history.folder(at: "d/e", in: old)?.description == String(git("rev-parse", "HEAD~1:d/e").dropLast()))
    #expect(try history.folder(at: "d/e/a", in: old) == nil)
    #expect(try history.folders(at: ["d", "d/e", "d/x", "x"], in: old).keys.sorted() == ["d", "d/e"])
    try git("rm", "-q", "d/e/a")
    try git("commit", "-q", "-m", "gone")
    let content = try #require(try history.lastContent(at: "d/e/a"))
    #expect(try history.content(of: content) == Array("2".utf8))
    #expect(try history.lastContent(at: "d/e/b") == nil)
  }

  @Test func `A damaged commit is an error that names it`() throws {
    let bytes = Array("tree nonsense\n\nhello".utf8)
    let id = try #require(ObjectID(String(repeating: "1", count: 40)))
    #expect(throws: GitError.self) {
      try bytes.withBytes { bytes throws(GitError) in try LoggedCommit(bytes, of: id) }
    }
    // Odd lines are no reason to fall over.
    let tree = String(repeating: "2", count: 40)
    for text in [
      "tree \(tree)", "tree \(tree)\nauthor", "tree \(tree)\nauthor x\ncommitter <>\n\n", "tree \(tree)\n\n",
    ] {
      let commit = try Array(text.utf8).withBytes { bytes throws(GitError) in try LoggedCommit(bytes, of: id) }
      #expect(commit.message.isEmpty && commit.time.seconds == 0)
    }
  }
}
