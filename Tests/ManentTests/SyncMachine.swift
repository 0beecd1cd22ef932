import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

/// One of several machines: its own home, settings and workspaces, and the same person.
struct SyncMachine {
  var tool: TestSupport.Tool
  /// The workspace.
  let root: Path

  init(_ name: String, settings: String = "") throws {
    tool = try Tool(in: TemporaryFolder.current / name)
    root = tool.home / "work"
    tool.environment["GIT_AUTHOR_NAME"] = name
    try tool.write("\(tool.base)/home/.gitconfig", settings + "[init]\n\tdefaultBranch = main\n")
  }

  /// A machine with a new workspace.
  static func beginning(_ name: String = "first", settings: String = "") throws -> SyncMachine {
    let machine = try SyncMachine(name, settings: settings)
    try machine.tool.succeed("init", "work")
    return machine
  }

  /// A machine with a clone.
  static func joining(_ name: String, _ url: String, settings: String = "") throws -> SyncMachine {
    let machine = try SyncMachine(name, settings: settings)
    try machine.tool.succeed("init", "work", "--remote", url)
    return machine
  }

  /// Runs a command line in the workspace, whatever comes of it.
  func callAsFunction(_ arguments: String...) throws -> Program.Outcome { try tool.run(["-w", "work"] + arguments) }

  /// Takes a turn in a chat.
  func say(_ text: String, in chat: String = "shared") throws {
    let outcome = try self("chat", "--cid", chat, text)
    guard outcome.status == 0 else { throw Program.Failure(description: "chat: \(outcome)") }
  }

  /// Syncs, which must succeed, and gives the report.
  @discardableResult func sync(_ arguments: String...) throws -> JSON {
    let outcome = try tool.run(["-w", "work", "sync", "--json"] + arguments)
    guard outcome.status == 0, outcome.errors.isEmpty else { throw Program.Failure(description: "sync: \(outcome)") }
    return try outcome.json()
  }

  /// What the user of the chats said, in order.
  func questions(in chat: String = "shared") throws -> [String] {
    try tool.json("-w", "work", "show", chat, "--json")["messages"]?.array?.filter { $0["role"] == "user" }
      .compactMap { $0["content"]?.string } ?? []
  }

  /// The tree of the checked-out commit.
  func tree() throws -> String { try tool.git(root, "rev-parse", "HEAD^{tree}") }

  /// What `status` says of the remote.
  func standing() throws -> JSON? { try tool.json("-w", "work", "status", "--json")["sync"] }

  /// Expects that nothing is wrong with the repository and the work tree.
  func expectWell(sourceLocation: SourceLocation = #_sourceLocation) throws {
    #expect(try tool.faults(root) == [], sourceLocation: sourceLocation)
    #expect(try tool.uncommitted(root) == "", sourceLocation: sourceLocation)
  }
}
