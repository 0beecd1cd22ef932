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

@Suite(.temporaryFolder) struct RepositoryTests {
  let folder = TemporaryFolder.current / "w"

  @Test func `Where no repository is, none is found`() throws {
    try Files.makeFolders(folder)
    #expect(try History.open(containing: folder) == nil)
    #expect(HeadReader.gitFolder(containing: folder) == nil)
  }

  @Test func `A repository that cannot be read is an error and not an absent one`() throws {
    try Files.makeFolders(folder / "a")
    try Files.makeFolders(folder / ".git")
    #expect(throws: GitError.self) { try History.open(containing: folder / "a") }
    try Files.removeTree(folder / ".git")
    try Files.writeNew(Array("gitdir: /nowhere\n".utf8), to: folder / ".git")
    #expect(throws: GitError.self) { try History.open(containing: folder / "a") }
  }

  @Test func `A bare repository is refused by name`() throws {
    try Files.makeFolders(folder)
    try Git(folder: folder)("init", "-q", "--bare")
    let error = #expect(throws: GitError.self) { try History.open(containing: folder) }
    #expect(error?.code == .bare)
    #expect(error?.description == "the git repository \(folder) has no work tree (it is bare)")
  }

  @Test func `A repository of another format is refused with the reason`() throws {
    try Files.makeFolders(folder)
    try Git(folder: folder)("init", "-q", "--object-format=sha256")
    let error = #expect(throws: GitError.self) { try History.open(containing: folder) }
    #expect(error?.code == .unsupported)
    #expect(error?.description.contains("named by SHA-256 (extensions.objectFormat)") == true)
    try Files.removeTree(folder)
    let git = try Git.repository(at: folder, arguments: ["core.repositoryFormatVersion=1"])
    try git.write(".git/config", "[core]\nrepositoryformatversion = 1\n[extensions]\nrefStorage = reftable\n")
    let other = #expect(throws: GitError.self) { try History.open(containing: folder) }
    #expect(other?.code == .unsupported)
    #expect(other?.description.contains("reftable (extensions.refStorage)") == true)
  }

  @Test func `A format that says what is so anyway, or where work trees are, is not refused`() throws {
    let git = try Git.repository(at: folder)
    let settings = try git.read(".git/config")
    try git.write(
      ".git/config",
      settings.replacing("repositoryformatversion = 0", with: "repositoryformatversion = 1")
        + "[extensions]\nobjectFormat = sha1\nrefStorage = files\nrelativeWorktrees = true\n")
    #expect(try History.of(folder).save([("a", "1")]).commit != nil)
    try git.write(".git/config", settings)
    #expect(try git.status() == "")
    #expect(try git.faults() == "")
  }

  @Test(.enabled(if: geteuid() == 0, "only root can give a folder away"))
  func `Another user's repository is refused with the way out`() throws {
    let git = try Git.repository(at: folder)
    try git("status")
    for path in [folder, folder / ".git"] { #expect(chown(path.string, 12345, 12345) == 0) }
    let error = #expect(throws: GitError.self) { try History.open(containing: folder) }
    #expect(error?.code == .notOwned)
    #expect(error?.description.hasSuffix("git config --global --add safe.directory '\(folder)'") == true)
  }

  @Test func `A new repository has no hooks and is on main`() throws {
    let history = try History.create(at: folder / "deep/er")
    let git = Git(folder: history.root)
    #expect(try git("symbolic-ref", "HEAD").hasPrefix("refs/heads/"))
    #expect(Files.exists(history.gitFolder / "hooks/pre-commit.sample") == false)
    #expect(try git.faults() == "")
    #expect(history.prefix == "")
  }

  @Test func `A linked work tree has its own HEAD and index and shares the rest`() throws {
    let git = try Git.repository(at: folder)
    let linked = git.folder.parent / "linked"
    try git("worktree", "add", "-q", "-b", "side", linked.string)
    let history = try History.of(linked)
    #expect(history.root == linked)
    #expect(history.gitFolder == git.folder / ".git/worktrees/linked")
    let commit = try history.save([("a", "1")]).commit
    #expect(try git("rev-parse", "side") == "\(try #require(commit))\n")
    #expect(try git("rev-list", "--count", "main") == "1\n")
    #expect(try Git(folder: linked).status() == "")
    #expect(try Git(folder: linked)("reflog", "-1").contains("commit: Save"))
    #expect(try git.status() == "")
    #expect(try git.faults() == "")
    let found = try #require(HeadReader.gitFolder(containing: linked))
    #expect(found == (linked, history.gitFolder))
    #expect(HeadReader.commit(gitFolder: found.gitFolder) == commit)
  }

  @Test func `A submodule is a repository of its own`() throws {
    let inner = try Git.repository(at: TemporaryFolder.current / "inner")
    let git = try Git.repository(at: folder)
    try git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.folder.string, "sub")
    try git("commit", "-q", "-m", "Add a submodule")
    let history = try History.of(folder / "sub")
    #expect(history.root == git.folder / "sub")
    #expect(history.prefix == "")
    try history.save([("a", "1")])
    #expect(try Git(folder: folder / "sub").status() == "")
    #expect(try Git(folder: folder / "sub").faults() == "")
    #expect(try git.status() == " M sub\n")
    #expect(
      HeadReader.gitFolder(containing: folder / "sub").map { HeadReader.commit(gitFolder: $0.gitFolder) }
        == (try history.head()))
    #expect(try History.of(folder).uncommitted().isEmpty)
  }

  @Test func `A detached HEAD moves and no branch does`() throws {
    let git = try Git.repository(at: folder)
    try git("checkout", "-q", "--detach")
    let commit = try History.of(folder).save([("a", "1")]).commit
    #expect(try git("rev-parse", "HEAD") == "\(try #require(commit))\n")
    #expect(try git("rev-list", "--count", "main") == "1\n")
    #expect(try git.status() == "")
    #expect(try git("reflog", "-1", "HEAD").contains("commit: Save"))
    #expect(try git.faults() == "")
  }

  @Test func `HEAD is read from packed references and from branches with slashes`() throws {
    let git = try Git.repository(at: folder)
    try git("checkout", "-q", "-b", "topic/one")
    try git("pack-refs", "--all")
    let expected = try git("rev-parse", "HEAD").dropLast()
    #expect(HeadReader.commit(gitFolder: git.folder / ".git") == CommitID(expected))
    let history = try History.of(folder)
    #expect(try history.head() == CommitID(expected))
    let commit = try #require(try history.save([("a", "1")]).commit)
    #expect(try git("rev-parse", "refs/heads/topic/one") == "\(commit)\n")
    #expect(HeadReader.commit(gitFolder: git.folder / ".git") == commit)
    #expect(try git.faults() == "")
  }

  @Test(arguments: [
    "", "ref: refs/heads/../../../etc/passwd", "ref: ", "0123", "ref: /etc/passwd", "ref: refs/heads/x.lock",
  ])
  func `A HEAD that makes no sense is an error`(text: String) throws {
    let git = try Git.repository(at: folder)
    let history = try History.of(folder)
    try git.write(".git/HEAD", text)
    let error = #expect(throws: GitError.self) { try history.head() }
    #expect(error?.code == .damaged)
    #expect(HeadReader.commit(gitFolder: git.folder / ".git") == nil)
  }

  @Test func `Names and addresses are found as git finds them`() throws {
    let git = try Git.repository(
      at: folder, arguments: ["user.name= The <User>, ", "user.email=u@x.org", "author.name=The Author"])
    let history = try History.of(folder, environment: ["GIT_COMMITTER_NAME": "  ", "GIT_AUTHOR_EMAIL": "e@nv.org"])
    try history.save([("a", "1")])
    #expect(try git("log", "-1", "--format=%an|%ae|%cn|%ce") == "The Author|e@nv.org|The User|u@x.org\n")
    #expect(try git.faults() == "")
  }

  @Test func `The time zone of a commit is the machine's`() throws {
    let git = try Git.repository(at: folder)
    try History.of(folder).save([("a", "1")])
    var time = time_t(noon.seconds)
    var parts = tm()
    localtime_r(&time, &parts)
    let zone = try git("log", "-1", "--format=%ad", "--date=format:%z").dropLast()
    let sign = zone.hasPrefix("-") ? -1 : 1
    let digits = try #require(Int(zone.dropFirst()))
    #expect(sign * (digits / 100 * 60 + digits % 100) * 60 == parts.tm_gmtoff)
  }

  @Test func `No hook, filter or monitor of a repository is run, and line ends stay as they are`() throws {
    let git = try Git.repository(
      at: folder,
      arguments: [
        "core.autocrlf=true", "core.fsmonitor=touch RAN", "filter.f.clean=touch RAN; cat", "core.hooksPath=hooks",
      ])
    for hook in ["pre-commit", "post-commit", "reference-transaction", "post-index-change", "commit-msg"] {
      for place in ["hooks", ".git/hooks"] {
        try Files.makeFolders(folder / place)
        try Files.writeNew(Array("#!/bin/sh\ntouch \(folder)/RAN\n".utf8), to: folder / place / hook, mode: 0o755)
      }
    }
    try git.write(".gitattributes", "*.txt filter=f\n")
    // Setting the repository up has run the monitor; from here on it is Manent alone.
    try Files.remove(folder / "RAN")
    let history = try History.of(folder)
    try history.save([("crlf.txt", "a\r\nb\n"), (".gitattributes", "*.txt filter=f\n")])
    _ = try history.uncommitted()
    #expect(!Files.exists(folder / "RAN"))
    #expect(try git("cat-file", "blob", "HEAD:crlf.txt") == "a\r\nb\n")
    #expect(try history.content(of: #require(try history.blob(at: "crlf.txt"))) == Array("a\r\nb\n".utf8))
  }
}
