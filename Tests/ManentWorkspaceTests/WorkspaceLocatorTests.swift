import ManentCore
import ManentRecords
import TestSupport
import Testing

@testable import ManentWorkspace

@Suite(.temporaryFolder) struct WorkspaceLocatorTests {
  private let home = TemporaryFolder.current / "home"
  private let here = TemporaryFolder.current / "here/below"

  init() throws {
    try Files.makeFolders(home)
    try Files.makeFolders(here)
  }

  private func locator(_ environment: [String: String] = [:]) -> WorkspaceLocator {
    WorkspaceLocator(
      environment: ["MANENT_HOME": home.string].merging(environment) { $1 }, currentFolder: here)
  }

  private func make(_ folder: Path) throws {
    try Files.makeFolders(folder)
    try Files.writeAtomically(Array("manent: 1\n".utf8), to: folder / "workspace.yaml")
  }

  @Test func `What the command line names comes before the environment, the folder and the user's own`() throws {
    let own = home / Platform.loginName
    #expect(try locator().locate(nil) == .firstUse(own))
    try make(own)
    #expect(try locator().locate(nil) == .existing(own))
    try make(here.parent)
    #expect(try locator().locate(nil) == .existing(here.parent))
    try make(here)
    #expect(try locator().locate(nil) == .existing(here))
    try make(home / "work")
    #expect(try locator(["MANENT_WORKSPACE": "work"]).locate(nil) == .existing(home / "work"))
    #expect(try locator(["MANENT_WORKSPACE": ""]).locate(nil) == .existing(here))
    try make(home / "other")
    #expect(try locator(["MANENT_WORKSPACE": "work"]).locate("other") == .existing(home / "other"))
  }

  @Test func `A name is looked for in the home of workspaces before the current folder`() throws {
    try make(here / "notes")
    #expect(try locator().locate("notes") == .existing(here / "notes"))
    try make(home / "notes")
    #expect(try locator().locate("notes") == .existing(home / "notes"))
    #expect(try locator().locate("./notes") == .existing(here / "notes"))
    #expect(try locator().locate((here / "notes").string + "/") == .existing(here / "notes"))
    try make(here.parent)
    #expect(try locator().locate("..") == .existing(here.parent))
  }

  @Test func `What is not there is told with what to do`() throws {
    try make(home / "work")
    func text(_ name: String) -> String? {
      #expect(throws: WorkspaceError.self) { try locator().locate(name) }?.description
    }
    #expect(
      text("wrok") == "'wrok': no such workspace in \(home); did you mean 'work'? 'manent workspaces' lists them, "
        + "'manent init wrok' makes it")
    #expect(
      text("./x") == "\(here)/x: not a workspace (it has no workspace.yaml); make one with 'manent init ./x'")
    #expect(text("-x") == "'-x': not a workspace name; use letters, digits, '.', '_' and '-', at most 64")
  }

  @Test func `Homes come from the environment in their order`() {
    func homes(_ environment: [String: String]) -> [String] {
      let locator = WorkspaceLocator(environment: environment, currentFolder: "/here")
      return [locator.home.string, locator.configuration.string]
    }
    #expect(homes(["HOME": "/u"]) == ["/u/.local/share/manent", "/u/.config/manent"])
    #expect(
      homes(["HOME": "/u", "XDG_DATA_HOME": "/d", "XDG_CONFIG_HOME": "/c"]) == ["/d/manent", "/c/manent"])
    // The XDG specification: a path that is not absolute is invalid and ignored.
    #expect(homes(["HOME": "/u", "XDG_DATA_HOME": "d", "XDG_CONFIG_HOME": ""]) == homes(["HOME": "/u"]))
    #expect(homes(["HOME": "/u", "XDG_DATA_HOME": "/d", "MANENT_HOME": "m"])[0] == "/here/m")
  }

  @Test func `The workspaces of the home are listed, and nothing else in it`() throws {
    #expect(try WorkspaceLocator(environment: ["MANENT_HOME": "/nonexistent"], currentFolder: "/").names() == [])
    try make(home / "b")
    try make(home / "a")
    try Files.makeFolders(home / "c")
    try Files.writeNew([], to: home / "d")
    #expect(try locator().names() == ["a", "b"])
  }
}
