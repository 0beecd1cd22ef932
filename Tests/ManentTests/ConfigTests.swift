import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder) struct `Settings` {
  private let manent: Tool
  private let root: Path

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
  }

  private func edit(with editor: String) throws -> Program.Outcome {
    var manent = manent
    manent.environment["EDITOR"] = editor
    return try manent("-w", "work", "config", "edit")
  }

  @Test(arguments: [".:/usr/bin:/bin", ":/usr/bin:/bin", "", "../work:/usr/bin:/bin"])
  func `are edited by no program of the current folder`(_ path: String) throws {
    try manent.write("vi", "#!/bin/sh\necho taken > taken\nexit 1\n")
    try manent.shell("chmod", "755", "vi")
    var manent = manent
    manent.environment["EDITOR"] = "vi"
    manent.environment["PATH"] = path.replacing("../work", with: "../\(manent.folder.name)")
    _ = try Program(in: manent.folder, environment: manent.environment)
      .run([Tool.program.string, "-w", "work", "config", "edit"], input: [])
    #expect(!Files.exists(manent.folder / "taken"))
  }

  @Test func `are set, read and unset, each change a commit that keeps the comments`() throws {
    let before = try (root / "workspace.yaml").text
    let commits = try manent.commits(root)
    #expect(try manent.succeed("-w", "work", "config", "set", "chat.window", "40") == "chat.window: 40\n")
    #expect(try (root / "workspace.yaml").text == before.replacing("window: 20", with: "window: 40"))
    #expect(try manent.succeed("-w", "work", "config", "get", "chat.window") == "40\n")
    #expect(try manent.json("-w", "work", "config", "get", "chat", "--json")["window"] == 40)
    try manent.succeed("-w", "work", "config", "unset", "chat.window")
    #expect(try manent.succeed("-w", "work", "config", "get", "chat.window") == "20\n")
    #expect(try manent.commits(root) == commits + 2)
    #expect(try manent.uncommitted(root) == "")
    // The same again is no change.
    try manent.succeed("-w", "work", "config", "set", "chat.timeout", "never")
    #expect(try manent.commits(root) == commits + 2)
  }

  @Test func `that are none are refused with what was meant, and nothing is written`() throws {
    let tree = try FileTree.workspace(root)
    try manent("-w", "work", "config", "set", "chat.windwo", "3").expectFailure(2, saying: "did you mean 'window'?")
    try manent("-w", "work", "config", "set", "chat.window", "none").expectFailure(2, saying: "must be a whole number")
    try manent("-w", "work", "config", "set", "chat.timeout", "5").expectFailure(
      2, saying: "'never' or a time with its unit")
    try manent("-w", "work", "config", "set", "observers", "[nosuch]").expectFailure(
      2, saying: "no observer is called 'nosuch'")
    try manent("-w", "work", "config", "set", "retrieval.shared", "[wrok]")
      .expectFailure(2, saying: "no workspace is called 'wrok'", "did you mean 'work'?")
    for key in [["-w", "work", "config", "set", "base_url"], ["config", "set", "--machine", "openai.base_url"]] {
      try manent.run(key + ["http://localhost:9/v1"])
        .expectFailure(2, saying: "'manent config set --machine endpoints.openai.base_url http://localhost:9/v1'")
    }
    try manent("-w", "work", "config", "get", "chat.wndow").expectFailure(2, saying: "did you mean 'chat.window'?")
    try manent("-w", "work", "config", "unset", "retention.keep_last").expectFailure(3, saying: "not set")
    let unset = try manent("-w", "work", "config", "get", "retention.keep_last")
    #expect(unset.status == 3 && unset.output.isEmpty)
    #expect(try FileTree.workspace(root) == tree)
  }

  @Test func `of the machine are apart from those of the workspace, and checked as well`() throws {
    let file = manent.base / "config/manent/config.yaml"
    try manent.succeed("config", "set", "--machine", "retention.bounds.keep_within", "30d")
    #expect(try file.text == "retention: {bounds: {keep_within: 30d}}\n")
    #expect(try manent.json("config", "--machine", "--json")["retention.bounds.keep_within"]?["value"] == "30d")
    try manent("config", "set", "--machine", "chat.window", "3").expectFailure(2, saying: "unknown key 'chat'")
    #expect(try manent.uncommitted(root) == "")
  }

  @Test func `of the machine leave no empty mapping when they are unset`() throws {
    for (key, value) in [
      ("endpoints.a.base_url", "http://127.0.0.1:9"), ("endpoints.b.base_url", "http://127.0.0.1:9"),
    ] {
      try manent.succeed("config", "set", "--machine", key, value)
    }
    try manent.succeed("config", "set", "--machine", "endpoints.a.model", "m")
    #expect(
      try manent("config", "unset", "--machine", "endpoints.a.base_url").errors
        .contains("the endpoint 'a' has no address now"))
    try manent.succeed("config", "unset", "--machine", "endpoints.a.model")
    let file = manent.base / "config/manent/config.yaml"
    #expect(try !file.text.contains("a:") && file.text.contains("b:"))
    try manent.succeed("config", "unset", "--machine", "endpoints.b.base_url")
    #expect(try !file.text.contains("endpoints"))
    try manent.succeed("config", "list", "--machine")
  }

  @Test func `are edited on a copy that must be valid before it is taken over`() throws {
    let text = try (root / "workspace.yaml").text
    let broken = try edit(with: "sed -i s/window/wndow/")
    #expect(broken.status == 1 && broken.errors.contains("unknown key 'wndow'; did you mean 'window'?"))
    #expect(broken.errors.contains("nothing is changed; the text is kept in "))
    let kept = try #require(broken.errors.split(separator: " ").last).dropLast()
    #expect(try Path(String(kept)).text == text.replacing("window", with: "wndow"))
    #expect(try (root / "workspace.yaml").text == text)
    let copies = try Files.list(manent.base / "tmp")
    let failed = try edit(with: "false")
    #expect(failed.status == 1 && failed.errors.hasSuffix("\nnothing is changed\n"), "\(failed)")
    #expect(try Files.list(manent.base / "tmp") == copies, "what nobody has typed is not kept")

    #expect(try edit(with: "true").output == "nothing is changed\n")
    #expect(try edit(with: "sed -i 's/window: 20/window: 21/'").status == 0)
    #expect(try (root / "workspace.yaml").text == text.replacing("window: 20", with: "window: 21"))
    #expect(try manent.git(root, "log", "-1", "--format=%s") == "settings: edit\n")
    #expect(try manent.uncommitted(root) == "")
  }

  @Test func `that name a server or a model that cannot be are refused or told`() throws {
    try manent("-w", "work", "config", "set", "embedder", "openai:gone/x")
      .expectFailure(2, saying: "there is no endpoint 'gone' on this machine")
    try manent("-w", "work", "config", "set", "model", "openai:gone/x").expectFailure(2, saying: "no endpoint 'gone'")
    let model = try manent("-w", "work", "config", "set", "model", "foo")
    #expect(model.status == 0 && model.errors.contains("'extractive' has no models; set 'provider' too"), "\(model)")
    #expect(try manent("-w", "work", "config", "set", "model", "openai:openai/x").errors == "")
  }

  @Test func `that are broken are mended with config, though nothing else works`() throws {
    let text = try (root / "workspace.yaml").text
    try manent.write((root / "workspace.yaml").string, text.replacing("window: 20", with: "window: none"))
    #expect(try manent("-w", "work", "chats").status == 1)
    try manent.succeed("-w", "work", "config", "set", "chat.window", "20")
    #expect(try (root / "workspace.yaml").text == text)
    try manent.write((root / "workspace.yaml").string, "manent: [\n" + text)
    #expect(try edit(with: "sed -i 1d").status == 0)
    #expect(try (root / "workspace.yaml").text == text)
    #expect(try manent.uncommitted(root) == "")
  }
}
