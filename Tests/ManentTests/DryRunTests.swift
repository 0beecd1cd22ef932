import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder) struct `A dry run` {
  private let manent: Tool
  private let root: Path
  private let echo: EchoPlugin

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
    echo = try EchoPlugin(for: manent)
  }

  @Test func `says exactly what the plugin is then asked, and writes nothing`() throws {
    try manent.succeed("-w", "work", "chat", "-p", "echo", "--cid", "c1", "How do I add a document?")
    let words = ["-w", "work", "chat", "--cid", "c1", "-m", "echo:small", "How do I begin a new chat?"]
    let before = try FileTree(of: manent.base)
    let rehearsed = try manent.run(words + ["--dry-run", "--json"]).json()
    let shown = try manent.run(words + ["--dry-run"])
    #expect(try FileTree(of: manent.base).differences(from: before) == [])
    #expect(rehearsed["provider"] == "echo" && rehearsed["model"] == "small" && rehearsed["chat"] == "c1")
    #expect(rehearsed["method"] == "answer" && rehearsed["params"]?["passages"]?.array?.isEmpty == false)
    for text in [
      "provider: echo (plugin, jsonrpc)\nmodel: small\n", "context: 3 of 3 messages, 4 of 4 passages, about ",
      "--- user\nHow do I add a document?\n", "--- passage 1: guide.md, line ", "state: {}",
    ] { #expect(shown.output.contains(text), "\(shown)") }
    try echo.write("asked", "")
    #expect(try manent.run(words).status == 0)
    let asked = try (echo.folder / "asked").text.split(separator: "\n").map { try JSON(parsing: String($0)) }
    #expect(asked.first { $0["method"] == "answer" }?["params"] == rehearsed["params"])
  }

  @Test func `starts no plugin that says all in its manifest, and tells what one of the protocol text would read`()
    throws
  {
    try manent.succeed("plugins", "new", "hello")
    let script = manent.base / "config/manent/plugins/hello/answer.sh"
    try manent.write(script.string, "#!/bin/sh\ntouch ran\ncat\n")
    try manent.shell("chmod", "+x", script.string)
    let words = ["-w", "work", "chat", "--new", "-p", "hello", "-s", "Be brief.", "What is in the documents?"]
    let rehearsed = try manent.run(words + ["--dry-run", "--json"]).json()
    #expect(try Files.status(script.parent / "ran") == nil)
    #expect(try manent.run(words + ["--json"]).json()["message"]?["content"] == rehearsed["input"])
    #expect(try Files.status(script.parent / "ran") != nil)
  }

  @Test func `names the server and no key`() throws {
    try manent.write(
      "\(manent.base)/config/manent/config.yaml",
      "endpoints:\n  near: {base_url: \"http://127.0.0.1:1/v1\", context_tokens: 4096, headers: {X-Key: sk-hidden-1}}\n"
    )
    try manent.succeed("keys", "set", "near", input: "sk-hidden-2")
    for more in [[], ["--json"]] {
      let outcome = try manent.run(["-w", "work", "chat", "--dry-run", "-m", "openai:near/x", "Hello"] + more)
      #expect(outcome.status == 0 && outcome.output.contains("near at http://127.0.0.1:1/v1"), "\(outcome)")
      #expect(!"\(outcome)".contains("sk-hidden"), "\(outcome)")
    }
  }

  @Test func `fails as the turn would, and makes no workspace`() throws {
    try manent("-w", "work", "chat", "--dry-run", "-p", "nobody", "Hi").expectFailure(
      2, saying: "no provider is called")
    try manent("-w", "work", "chat", "--dry-run", " ").expectFailure(2, saying: "the message is empty")
    try manent.succeed("-w", "work", "config", "set", "chat.tokens", "100")
    let long = String(repeating: "word ", count: 200)
    try manent("-w", "work", "chat", "--dry-run", long).expectFailure(
      1, saying: "the message has about 204 tokens and 'chat.tokens' allows 100")
    try manent("chat", "--dry-run", "Hi").expectFailure(3, saying: "there is no workspace yet")
    #expect(try Files.list(manent.home) == ["work"])
  }
}
