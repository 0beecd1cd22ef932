import ManentCore
import TestSupport
import Testing

@testable import ManentHistory

@Suite(.temporaryFolder) struct `What git checks out` {
  @Test(
    arguments: [
      // Cone mode, as 'git sparse-checkout set --cone chats/2026' writes it.
      ("/*\n!/*/\n/chats/\n!/chats/*/\n/chats/2026/\n", "workspace.yaml", true),
      ("/*\n!/*/\n/chats/\n!/chats/*/\n/chats/2026/\n", "documents/a.md", false),
      ("/*\n!/*/\n/chats/\n!/chats/*/\n/chats/2026/\n", "chats/2026/11/20/x/chat.yaml", true),
      ("/*\n!/*/\n/chats/\n!/chats/*/\n/chats/2026/\n", "chats/2025/11/20/x/chat.yaml", false),
      ("/*\n!documents/big\n", "documents/big/a.md", false), ("/*\n!documents/big\n", "documents/a.md", true),
      ("*.md\n", "documents/deep/a.md", true), ("*.md\n", "documents/a.txt", false),
      ("/docs?/**/x[0-9].md\n", "docs1/x1.md", true), ("/docs?/**/x[0-9].md\n", "docs1/a/b/x9.md", true),
      ("/docs?/**/x[!0-9].md\n", "docs1/a/x9.md", false), ("# nothing\n\n", "a", false),
    ])
  func `is told by its patterns as git reads them`(patterns: String, path: String, isIn: Bool) throws {
    #expect(SparsePatterns(parsing: Array(patterns.utf8)).includes(Array(path.utf8)) == isIn)
    // Git itself says the same of a file that is there.
    let git = try Git.repository(at: TemporaryFolder.current / "work")
    try git.write(path, "x\n")
    try git("add", "-f", ".")
    try git("commit", "-q", "-m", "all")
    try git("config", "core.sparseCheckout", "true")
    try git.write(".git/info/sparse-checkout", patterns)
    _ = try git.run(["read-tree", "-mu", "HEAD"])
    let flag = try git("ls-files", "-t", path).first
    #expect((flag == "H") == isIn, "git says \(flag.map(String.init) ?? "nothing")")
  }

  @Test func `is told by the bits of the index`() throws {
    let git = try Git.repository(at: TemporaryFolder.current / "work")
    for name in ["a", "b", "c"] { try git.write(name, "x\n") }
    try git("add", ".")
    try git("commit", "-q", "-m", "all")
    #expect(try History.of(git.folder).checkoutState().isWhole)
    try git("update-index", "--assume-unchanged", "a")
    try git("update-index", "--skip-worktree", "b")
    let state = try History.of(git.folder).checkoutState()
    #expect(["a", "b", "c"].map { state.isSettled($0, isPresent: true) } == [true, true, false])
    #expect(["a", "b", "c"].map { state.isSettled($0, isPresent: false) } == [true, true, false])
    #expect(state.skipped(below: "x").isEmpty && !state.isOutside("d"))
  }

  @Test func `shows a name that is no text as git does`() {
    let path = OpaquePath(
      name: Array("d/caf".utf8) + [0xE9, 0x2E] + Array("ü".utf8), ours: nil, theirs: nil, bases: [])
    #expect(path.shown == "d/caf\\351.ü")
  }
}
