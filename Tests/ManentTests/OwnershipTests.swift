import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `A workspace of another user` {
  private let manent: Tool
  private let stranger = ["setpriv", "--reuid=4321", "--regid=4321", "--clear-groups"]
  private let victim = ["setpriv", "--reuid=1234", "--regid=1234", "--clear-groups"]
  private let shared: Path

  init() throws {
    var tool = try Tool()
    shared = tool.base / "shared"
    try Files.makeFolders(shared)
    tool.folder = shared
    tool.environment["MANENT_HOME"] = nil
    tool.environment["XDG_CONFIG_HOME"] = nil
    manent = tool
    guard Machine.canDropRights else { return }
    for name in ["home", "tmp"] { try manent.shell("chown", "1234:1234", (manent.base / name).string, in: manent.base) }
    for path in [manent.base, shared] { try manent.shell("chmod", "1777", path.string, in: manent.base) }
  }

  private func asStranger(_ script: String) throws {
    let outcome = try Program(in: shared, environment: manent.environment).run(stranger + ["sh", "-c", script])
    guard outcome.status == 0 else { throw Program.Failure(description: "\(outcome)") }
  }

  @Test(.needsOtherUser, arguments: ["above", "here", "named"])
  func `is refused before anything is read or written`(_ place: String) throws {
    try asStranger(#"printf 'manent: 1\nname: trap\n' > workspace.yaml; mkdir -m 777 documents chats"#)
    var manent = manent
    if place == "above" {
      manent.folder = shared / "mine"
      try Program(in: shared, environment: manent.environment).run(victim + ["mkdir", "mine"]).expectDone()
    }
    let before = try FileTree(of: shared)
    for command in [
      ["chat", "a private question"], ["status"], ["config", "set", "name", "x"], ["config", "get", "name"],
      ["search", "x"],
    ] {
      let named = place == "named" ? ["-w", shared.string] : []
      let outcome = try manent.run(named + command, under: victim)
      outcome.expectFailure(4, saying: "belongs to another user", "safe.directory")
    }
    #expect(try FileTree(of: shared) == before)
  }

  @Test(.needsOtherUser, arguments: ["*", "folder", "folder/*"])
  func `is used where the user's git trusts it`(_ value: String) throws {
    try asStranger(#"printf 'manent: 1\nname: trap\n' > workspace.yaml"#)
    let text = value.replacingOccurrences(of: "folder", with: (value.hasSuffix("/*") ? shared.parent : shared).string)
    try manent.write("\(manent.base)/home/.gitconfig", "[safe]\n\tdirectory = \(text)\n")
    let outcome = try manent.run(["config", "get", "name"], under: victim)
    #expect(outcome.status == 0 && outcome.output.contains("trap"), "\(outcome)")
  }

  @Test(.needsOtherUser, arguments: ["*", "folder", "folder/*"])
  func `takes commits where the user's git trusts it`(_ value: String) throws {
    try asStranger(
      "mkdir theirs && git -C theirs init -q && printf 'manent: 1\\nname: trap\\n' > theirs/workspace.yaml && chmod -R a+rwX theirs"
    )
    let place = shared / "theirs"
    let text = value.replacingOccurrences(of: "folder", with: (value.hasSuffix("/*") ? shared : place).string)
    try manent.write("\(manent.base)/home/.gitconfig", "[safe]\n\tdirectory = \(text)\n")
    let outcome = try manent.run(["-w", place.string, "chat", "--no-documents", "Hello"], under: victim)
    #expect(outcome.status == 0 && !outcome.errors.contains("not committed"), "\(outcome)")
  }

  @Test(.needsOtherUser) func `is refused in a home that others may write to`() throws {
    var manent = manent
    manent.environment["MANENT_HOME"] = (shared / "open").string
    manent.folder = manent.base / "here"
    try Program(in: shared, environment: manent.environment).run(victim + ["sh", "-c", "mkdir -m 777 open"])
      .expectDone()
    let outcome = try manent.run(["chat", "--no-documents", "Hello"], under: victim)
    outcome.expectFailure(4, saying: "everybody may write")
    #expect(try Files.list(shared / "open") == [])
    try manent.shell("chmod", "755", (shared / "open").string, in: manent.base)
    let next = try manent.run(["chat", "--no-documents", "Hello"], under: victim)
    #expect(next.status == 0, "\(next)")
  }
}

@Suite(.temporaryFolder, .slow) struct `What is made in a home` {
  @Test(arguments: [nil, "group"]) func `is the user's alone, unless git shares repositories`(_ sharing: String?) throws
  {
    var manent = try Tool()
    for name in ["MANENT_HOME", "XDG_CONFIG_HOME"] { manent.environment[name] = nil }
    if let sharing {
      try manent.write("\(manent.base)/home/.gitconfig", "[core]\n\tsharedRepository = \(sharing)\n")
    }
    let script = "umask \(sharing == nil ? "022" : "002"); '\(Tool.program)' chat --no-documents Hello"
    #expect(try Program(in: manent.folder, environment: manent.environment).run(["bash", "-c", script]).status == 0)
    // By a path, too, and so are the folders that had to be made for it.
    let other = "umask \(sharing == nil ? "022" : "002"); '\(Tool.program)' init ~/shelf/mine"
    #expect(try Program(in: manent.folder, environment: manent.environment).run(["bash", "-c", other]).status == 0)
    for folder in ["shelf", "shelf/mine"] {
      #expect(try Files.status(manent.base / "home/\(folder)")?.mode == (sharing == nil ? 0o700 : 0o770))
    }
    try manent.succeed("config", "set", "--machine", "device", "desk")
    let home = manent.base / "home/.local/share/manent"
    let mode: UInt32 = sharing == nil ? 0o700 : 0o770
    #expect(try Files.status(home)?.mode == mode)
    let root = try #require(try Files.list(home).first.map { home / $0 })
    #expect(try Files.status(root)?.mode == mode)
    #expect(try Files.status(manent.base / "home/.config/manent")?.mode == 0o700)
    #expect(try Files.status(manent.base / "home/.config/manent/config.yaml")?.mode == 0o600)
  }

  @Test(arguments: ["", "here", "./x"]) func `is not looked for in the current folder`(_ home: String) throws {
    var manent = try Tool()
    for name in ["MANENT_HOME", "XDG_CONFIG_HOME"] { manent.environment[name] = nil }
    for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] { manent.environment[name] = home }
    let plugin = "name: evil\nversion: 1\ndescription: x\nkinds: [provider]\ncommand: [./run]\nprotocol: text\n"
    for folder in [".config/manent/plugins/evil", "manent/plugins/evil", "here/.config/manent/plugins/evil"] {
      try manent.write("\(folder)/plugin.yaml", plugin)
    }
    let outcome = try manent("plugins", "--json")
    #expect(outcome.status == 0 && !outcome.output.contains("evil"), "\(outcome)")
    let paths = try manent.json("paths", "--json")
    for key in ["home", "configuration"] { #expect(paths[key]?.string?.hasPrefix("/") == true, "\(paths)") }
    #expect(paths["home"]?.string?.contains(manent.folder.string) == false, "\(paths)")
  }
}

extension Program.Outcome {
  fileprivate func expectDone() { #expect(status == 0, "\(self)") }
}
