import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder) struct `The workspace of a command` {
  private func name(_ manent: Tool, _ arguments: String...) throws -> String? {
    let outcome = try manent.run(arguments + ["status", "--json"])
    return try outcome.json()["workspace"]?.string
  }

  @Test func `is the one named, then the variable's, then the one around the current folder, then the user's own`()
    throws
  {
    var manent = try Tool()
    for name in ["alpha", "beta", Platform.loginName] { try manent.succeed("init", name) }
    try manent.succeed("init", "./gamma")
    #expect(try name(manent) == Platform.loginName)
    manent.folder = manent.base / "here/gamma/documents"
    #expect(try name(manent) == "gamma")
    manent.environment["MANENT_WORKSPACE"] = "beta"
    #expect(try name(manent) == "beta")
    #expect(try name(manent, "-w", "alpha") == "alpha")
    #expect(try name(manent, "-w", "..") == "gamma")
    #expect(try name(manent, "--workspace=\(manent.home)/alpha") == "alpha")
  }

  @Test func `is looked for in XDG_DATA_HOME when MANENT_HOME is not set`() throws {
    var manent = try Tool()
    manent.environment["MANENT_HOME"] = nil
    manent.environment["XDG_DATA_HOME"] = (manent.base / "data").string
    try manent.succeed("init", "alpha")
    #expect(Files.exists(manent.base / "data/manent/alpha/workspace.yaml"))
    manent.environment["XDG_DATA_HOME"] = nil
    try manent.succeed("init", "beta")
    #expect(Files.exists(manent.base / "home/.local/share/manent/beta/workspace.yaml"))
  }

  @Test func `that is unknown is status 3 with the nearest name, and nothing is made`() throws {
    let manent = try Tool()
    try manent.succeed("init", "alpha")
    let before = try FileTree(of: manent.base)
    try manent("-w", "alpah", "chat", "Hello").expectFailure(3, saying: "'alpah'", "did you mean 'alpha'?")
    try manent("-w", "./nowhere", "status").expectFailure(3, saying: "nowhere", "manent init ./nowhere")
    var other = manent
    other.environment["MANENT_WORKSPACE"] = "gone"
    try other("status").expectFailure(3, saying: "'gone'")
    #expect(try FileTree(of: manent.base) == before)
  }

  @Test func `is listed with a star`() throws {
    let manent = try Tool()
    try manent.succeed("init", "alpha")
    try manent.succeed("init", "beta")
    let list = try manent.json("-w", "beta", "workspaces", "--json")
    #expect(list.array?.map { $0["name"]?.string } == ["alpha", "beta"])
    #expect(list.array?.map { $0["current"]?.bool } == [false, true])
  }
}
