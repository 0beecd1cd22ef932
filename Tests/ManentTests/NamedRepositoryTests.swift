import ManentCore
import TestSupport
import Testing

/// Repositories that are not the `.git` of their work tree.
@Suite(.temporaryFolder, .slow) struct `A workspace whose repository is elsewhere` {
  private let folder = TemporaryFolder.current

  /// A workspace whose repository has been moved out of it.
  private func moved() throws -> (tool: Tool, root: Path, repository: Path) {
    var tool = try Tool()
    let root = folder / "w"
    try tool.succeed("init", root.string)
    try tool.shell("mv", (root / ".git").string, (folder / "repository.git").string)
    tool.folder = root
    return (tool, root, folder / "repository.git")
  }

  private func expectWorks(_ tool: Tool, _ root: Path, _ repository: Path) throws {
    try tool.write("\(root)/documents/zebra.md", "The zebra archive has 12 rooms.\n")
    let answer = try tool.succeed("chat", "--new", "How many rooms has the zebra archive?")
    #expect(answer.contains("12 rooms"))
    #expect(try tool.succeed("doctor") == "all is well\n")
    var plain = tool
    for name in ["GIT_DIR", "GIT_WORK_TREE"] { plain.environment[name] = nil }
    let (place, tree) = ("--git-dir=\(repository)", "--work-tree=\(root)")
    #expect(
      try plain.shell("git", place, "log", "-1", "--format=%s") == "chat: How many rooms has the zebra archive?\n")
    #expect(try plain.shell("git", place, tree, "status", "--porcelain") == "")
    #expect(Files.exists(repository / "manent/state") && !Files.exists(root / ".git"))
    let remote = (folder / "remote").string
    try plain.shell("git", "init", "-q", "--bare", remote)
    try tool.succeed("sync", remote)
    #expect(
      try plain.shell("git", "-C", remote, "log", "-1", "--all", "--format=%H")
        == plain.shell("git", place, "log", "-1", "--format=%H"))
  }

  @Test func `named by GIT_DIR and GIT_WORK_TREE is read and written`() throws {
    var (tool, root, repository) = try moved()
    tool.environment["GIT_DIR"] = repository.string
    tool.environment["GIT_WORK_TREE"] = root.string
    try expectWorks(tool, root, repository)
  }

  @Test func `named by GIT_DIR alone is that of the current folder`() throws {
    var (tool, root, repository) = try moved()
    tool.environment["GIT_DIR"] = "../repository.git"
    try expectWorks(tool, root, repository)
  }

  @Test func `that says itself where its work tree is does not depend on the current folder`() throws {
    var (tool, root, repository) = try moved()
    try tool.shell("git", "--git-dir=\(repository)", "config", "core.worktree", "../w")
    tool.environment["GIT_DIR"] = repository.string
    tool.folder = root / "documents"
    try expectWorks(tool, root, repository)
  }
}
