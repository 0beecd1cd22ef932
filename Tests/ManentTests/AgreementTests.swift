import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

/// What a workspace names that may come from somebody else, and whom the user has agreed to hand something to.
@Suite(.temporaryFolder, .slow) struct `A workspace that names a service` {
  private let manent: Tool
  private let root: Path
  private let server: ModelServer

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
    server = try ModelServer()
    try manent.write(
      "\(manent.base)/config/manent/config.yaml",
      "endpoints:\n  ok: {base_url: \"\(server.base("ok"))\", model: chatty}\n  one: {base_url: \"\(server.base("one"))\"}\n"
    )
  }

  /// Changes a line of the workspace's settings as somebody else's commit would.
  private func write(_ key: String, _ value: String) throws {
    let lines = try (root / "workspace.yaml").text.split(separator: "\n").filter { !$0.hasPrefix(key + ":") }
    try manent.write("\(root)/workspace.yaml", lines.joined(separator: "\n") + "\n\(key): \(value)\n")
  }

  private func ask(_ more: String...) throws -> Program.Outcome {
    try manent.run(["-w", "work", "chat", "--no-documents"] + more + ["Hello there"])
  }

  @Test func `as its provider hands nothing over before the user has agreed`() throws {
    try write("provider", "openai")
    for command in [["chat", "Hi"], ["chat", "--new", "-n", "Hi"], ["chat", "--cid", "c7", "Hi"]] {
      let outcome = try manent.run(["-w", "work"] + command)
      outcome.expectFailure(
        4, saying: "would hand your messages and passages of the documents to 'openai'",
        "'manent -w \(root) config trust openai' does")
      #expect(outcome.output == "")
    }
    #expect(try server.requests().isEmpty && !Files.exists(root / "chats/2026"))
    // What would be sent can be looked at all the same.
    #expect(try manent.succeed("-w", "work", "chat", "--dry-run", "Hi").contains("openai"))
    #expect(try server.requests().isEmpty)
    try manent.succeed("-w", "work", "config", "trust", "openai")
    #expect(try ask().output == "You said 2 words: Hello there\n")
    // That is the machine's, not the workspace's.
    #expect(try !(root / "workspace.yaml").text.contains("trust"))
    #expect(try (manent.base / "config/manent/trust.yaml").text.contains(root.string))
    try manent.succeed("-w", "work", "config", "trust", "--remove", "openai")
    try ask().expectFailure(4, saying: "nobody on this machine has agreed")
    try manent("-w", "work", "config", "trust", "--remove", "openai").expectFailure(3, saying: "'openai' is not among")
  }

  @Test func `that then names another endpoint, or is another workspace, is asked about anew`() throws {
    try manent.succeed("-w", "work", "config", "trust", "openai:ok")
    try write("provider", "openai")
    try write("model", "ok/chatty")
    #expect(try ask().status == 0)
    try write("model", "one/only")
    try ask().expectFailure(4, saying: "to 'openai:one'")
    try write("model", "ok/chatty")
    try Files.rename(root, to: root.parent / "other")
    try manent("-w", "other", "chat", "--no-documents", "Hi").expectFailure(4, saying: "to 'openai:ok'")
    try manent.succeed("config", "trust", "--all-workspaces", "openai:ok")
    #expect(try manent("-w", "other", "chat", "--no-documents", "Hi").status == 0)
  }

  @Test func `in a chat or a template does not reach it either`() throws {
    try manent.succeed("-w", "work", "chat", "--cid", "c1", "Hi")
    let chat = try manent.chatFolder(root) / "chat.yaml"
    try manent.write(chat.string, try chat.text + "provider: openai\nmodel: ok/chatty\n")
    try manent("-w", "work", "chat", "--cid", "c1", "Hi").expectFailure(4, saying: "to 'openai:ok'")
    try manent("-w", "work", "retry", "c1").expectFailure(4, saying: "to 'openai:ok'")
    try manent.write("\(root)/templates/t.yaml", "provider: openai\nmodel: ok/chatty\n")
    try manent("-w", "work", "chat", "-t", "t", "Hi").expectFailure(4, saying: "to 'openai:ok'")
    #expect(try server.requests().isEmpty)
  }

  @Test func `as its embedder hands no text over`() throws {
    try write("embedder", "openai:ok/embed-64")
    try manent.write("diary.txt", "My private diary.\n")
    // 'status' takes in what lies in the folder of documents, which is embedded then.
    for command in [["add", "diary.txt"], ["search", "my illness"], ["index", "rebuild"], ["status"]] {
      try manent.run(["-w", "work"] + command)
        .expectFailure(4, saying: "would hand the texts of its documents and your questions to 'openai:ok'")
    }
    // Before the message is kept, and it is not the one who answers that fails.
    for options in [["What is it?"], ["--json", "What is it?"], ["--no-documents", "Hi"]] {
      let outcome = try manent.run(["-w", "work", "chat"] + options)
      outcome.expectFailure(4, saying: "to 'openai:ok' (its embedder)", "config set embedder hashed-1024-v1'")
      #expect(!outcome.errors.contains("could not answer") && !outcome.errors.contains("saved"))
    }
    #expect(try manent.json("-w", "work", "chats", "--json") == [])
    #expect(try server.requests().isEmpty)
    try manent.succeed("-w", "work", "config", "trust", "openai:ok")
    #expect(try manent.succeed("-w", "work", "add", "diary.txt").contains("1 added"))
    #expect(try !server.requests().isEmpty)
  }

  @Test func `by the user's own words is not asked about`() throws {
    #expect(try ask("--cid", "c1", "-m", "openai:ok/chatty").status == 0)
    // The chat stays with it.
    #expect(try ask("--cid", "c1").output == "You said 2 words: Hello there\n")
    #expect(try manent.lines(root).last?["model"] == "ok/chatty")
    try manent.succeed("-w", "work", "config", "set", "provider", "openai")
    try manent.succeed("-w", "work", "config", "set", "model", "one/only")
    #expect(try ask("--new").status == 0)
    #expect(try (manent.base / "config/manent/trust.yaml").text.contains("openai:one"))
  }

  @Test func `is asked about on a terminal, once`() throws {
    try write("provider", "openai")
    let script = """
      printf 'n\\n' | script -qec '"'"$0"'" -w work chat --no-documents Hello' /dev/null
      printf 'y\\n' | script -qec '"'"$0"'" -w work chat --no-documents Hello' /dev/null
      "$0" -w work chat --no-documents Again
      """
    let outcome = try Program(in: manent.folder, environment: manent.environment)
      .run(["bash", "-c", script, Tool.program.string])
    let question = "Let the workspace 'work' (\(root)) hand your messages and passages of the documents to 'openai'"
    #expect(outcome.output.components(separatedBy: question).count == 3, "\(outcome)")
    #expect(outcome.output.hasSuffix("You said 1 words: Again\n"), "\(outcome)")
    #expect(try server.requests().count == 2)
  }
}
