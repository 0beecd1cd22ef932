import ManentCore
import TestSupport
import Testing

@testable import ManentGit

@Suite(.temporaryFolder) struct `What git is told to trust` {
  @Test func `is the folders that are named, and what is below one with a star`() {
    #expect(SafeFolders(["/a/b"]).contains("/a/b"))
    #expect(!SafeFolders(["/a/b"]).contains("/a/b/c"))
    #expect(!SafeFolders(["/a/b"]).contains("/a"))
    #expect(SafeFolders(["/a/*"]).contains("/a/b/c"))
    #expect(!SafeFolders(["/a/*"]).contains("/a"))
    #expect(SafeFolders(["*"]).contains("/x"))
    #expect(!SafeFolders(["*", ""]).contains("/x"))
    #expect(SafeFolders(["*", "", "/x"]).contains("/x"))
    #expect(SafeFolders(["~/w"], home: "/home/ada").contains("/home/ada/w"))
    #expect(!SafeFolders([]).contains("/x"))
  }

  @Test func `comes from the environment too`() throws {
    let environment = [
      "GIT_CONFIG_COUNT": "2", "GIT_CONFIG_KEY_0": "user.name", "GIT_CONFIG_VALUE_0": "x",
      "GIT_CONFIG_KEY_1": "safe.directory", "GIT_CONFIG_VALUE_1": "/trusted-by-the-environment",
    ]
    #expect(try SafeFolders.ofMachine(environment).contains("/trusted-by-the-environment"))
    #expect(try !SafeFolders.ofMachine([:]).contains("/trusted-by-the-environment"))
  }

  @Test(arguments: [
    ".git", ".GIT", ".Git", "git~1", "GIT~1", ".git.", ".git ", ".git. .", ".git::$INDEX_ALLOCATION", ".git:x",
    ".g\u{200C}it", "\u{200D}.git", ".gi\u{FEFF}t", "a\\.git", ".git\\hooks", "x\\GIT~1",
  ]) func `is no name for its own folder, in whatever disguise`(_ name: String) {
    #expect(GitName.meansRepository(name))
  }

  @Test(arguments: ["git", ".gitignore", ".github", "agit~1x", "dig", ".gits", "git~2", "legit", "g", ""])
  func `is a name like any other when it only looks like it`(_ name: String) {
    #expect(!GitName.meansRepository(name))
  }
}
