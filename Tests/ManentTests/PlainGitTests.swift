import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

/// Two clones that are kept in step by somebody who knows git alone, through a bare repository.
@Suite(.temporaryFolder, .slow) struct `Plain git` {
  private let manent: Tool
  private let bare: Path
  private let (one, two): (Path, Path)

  init() throws {
    manent = try Tool()
    (bare, one) = (manent.base / "bare.git", try manent.makeWorkspace("one"))
    two = manent.home / "two"
    try manent.shell("git", "init", "-q", "--bare", "-b", "main", bare.string)
    try manent.git(one, "remote", "add", "origin", bare.string)
    try manent.succeed("-w", "one", "chat", "--cid", "c1", "Begin here")
    try manent.git(one, "push", "-q", "-u", "origin", "HEAD:main")
    try manent.shell("git", "clone", "-q", bare.string, two.string)
  }

  private func change() throws {
    try manent.succeed("-w", "one", "rename", "c1", "A title")
    try manent.succeed("-w", "one", "tag", "c1", "red")
    try manent.succeed("-w", "one", "chat", "--cid", "c1", "From one")
    try manent.succeed("-w", "two", "tag", "c1", "blue")
    try manent.succeed("-w", "two", "chat", "--cid", "c1", "From two")
  }

  private func shown(_ workspace: String) throws -> JSON {
    try JSON(parsing: Array(manent.succeed("-w", workspace, "show", "c1", "--json").utf8))
  }

  @Test func `A pull in a clone that Manent has seen joins settings key by key, and a push brings them back`() throws {
    try change()
    try manent.git(one, "push", "-q")
    try manent.git(two, "pull", "-q", "--no-edit")
    #expect(try manent.git(two, "status", "--porcelain") == "")
    try manent.git(two, "push", "-q")
    try manent.git(one, "pull", "-q")
    for workspace in ["one", "two"] {
      let chat = try shown(workspace)
      #expect(chat["title"] == "A title")
      #expect(Set(chat["tags"]?.array?.compactMap(\.string) ?? []) == ["blue", "red"])
      #expect(chat["messages"]?.array?.count == 6)
    }
    #expect(try manent.git(two, "config", "pull.rebase") == "false\n")
  }

  @Test func `What a pull without the driver leaves in a chat's settings is read, and written anew by the next change`()
    throws
  {
    try change()
    try manent.succeed("-w", "two", "rename", "c1", "Another title")
    try manent.git(one, "push", "-q")
    try manent.git(two, "config", "merge.manent-yaml.driver", "false")
    try manent.git(two, "config", "--remove-section", "merge.manent-yaml")
    #expect(throws: Program.Failure.self) { try manent.git(two, "pull", "-q", "--no-edit") }
    let file = try #require(try manent.git(two, "diff", "--name-only", "--diff-filter=U").split(separator: "\n").first)
    #expect(String(decoding: try Files.read(two / String(file)), as: UTF8.self).contains("<<<<<<< "))
    #expect(try ["A title", "Another title"].contains(shown("two")["title"]?.string))
    try manent.succeed("-w", "two", "tag", "c1", "green")
    #expect(!String(decoding: try Files.read(two / String(file)), as: UTF8.self).contains("<<<<<<< "))
    try manent.git(two, "commit", "-q", "-a", "--no-edit")
    #expect(try shown("two")["tags"]?.array?.contains("green") == true)
    #expect(try manent.git(two, "status", "--porcelain") == "")
  }
}
