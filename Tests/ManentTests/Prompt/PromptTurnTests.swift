import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder) struct `Turns at the prompt` {
  private let manent: Tool
  private let root: Path
  private let echo: EchoPlugin

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
    echo = try EchoPlugin(for: manent)
  }

  @Test func `two turns in one chat, and Ctrl-D leaves it`() throws {
    let before = try manent.commits(root)
    let prompt = try PromptTranscript(manent)
    try prompt.enter("What is attention?", awaiting: "1 message ·")
    try prompt.enter("And what is it for?", awaiting: "3 messages ·")
    try prompt.press("C-d", awaiting: "[left with 0]")
    try prompt.capture()
    try prompt.expect("two-turns")
    let chats = try manent.json("-w", "work", "chats", "--json").array ?? []
    #expect(chats.map { $0["message_count"] } == [4])
    #expect(try manent.lines(root).compactMap { $0["role"] } == ["user", "assistant", "user", "assistant"])
    #expect(try manent.commits(root) == before + 2)
    #expect(try manent.uncommitted(root) == "")
  }

  @Test func `answers from the documents come with their places`() throws {
    let prompt = try PromptTranscript(manent, ["--new"], provider: nil)
    try prompt.enter("How do I add a document?", awaiting: "1 message ·")
    try prompt.enter("/sources", awaiting: "[4]")
    try prompt.capture()
    try prompt.expect("documents")
  }

  @Test func `/exit leaves, and empty lines and commands keep nothing`() throws {
    let before = try FileTree.workspace(root)
    let prompt = try PromptTranscript(manent)
    try prompt.enter("")
    try prompt.enter("   ")
    try prompt.enter("/exit", awaiting: "[left with 0]")
    try prompt.capture()
    try prompt.expect("exit")
    #expect(try FileTree.workspace(root).differences(from: before) == [])
  }

  @Test func `the row of state waits with the user, and gives way to the answer`() throws {
    let prompt = try PromptTranscript(manent)
    try prompt.enter("wait for it", awaiting: "Ctrl-C stops")
    try prompt.capture()
    try echo.write("go", "")
    try prompt.window.wait(for: "It was worth the wait.")
    try prompt.window.waitForPrompt()
    try prompt.capture()
    try prompt.expect("waiting")
  }

  @Test func `Ctrl-C stops an answer and keeps the part; /retry asks again`() throws {
    let prompt = try PromptTranscript(manent)
    try prompt.enter("hang on", awaiting: "This is the beginning of")
    try prompt.press("C-c", awaiting: "what had come is kept")
    try prompt.capture()
    var lines = try manent.lines(root)
    #expect(lines.last?["status"] == "interrupted" && lines.last?["content"] == "This is the beginning of ")
    try prompt.enter("/retry", awaiting: "This is the beginning of", times: 2)
    try prompt.press("C-c", awaiting: "what had come is kept", times: 2)
    try prompt.enter("and on", awaiting: "3 messages ·")
    try prompt.capture()
    try prompt.expect("stopping")
    lines = try manent.lines(root)
    #expect(lines.compactMap { $0["status"]?.string } == ["interrupted", "interrupted"])
    #expect(lines.last?["content"] == "and on")
    #expect(try manent.uncommitted(root) == "")
  }

  @Test func `Ctrl-C while nothing has come stops as well`() throws {
    let prompt = try PromptTranscript(manent)
    try prompt.enter("wait for ever", awaiting: "Ctrl-C stops")
    try prompt.press("C-c", awaiting: "what had come is kept")
    try prompt.window.waitForPrompt()
    #expect(!(try prompt.window.screen()).contains("Ctrl-C stops"))
    #expect(try manent.lines(root).last?["status"] == "interrupted")
  }

  @Test func `a provider that fails is told of, and the next message is answered`() throws {
    let prompt = try PromptTranscript(manent)
    try prompt.enter("fail now", awaiting: "the message is saved")
    try prompt.enter("Are you there?", awaiting: "2 of 3 messages ·")
    try prompt.capture()
    try prompt.expect("failing")
    #expect(try manent.lines(root).compactMap { $0["status"]?.string } == ["failed"])
  }

  @Test func `a provider that is not there is told of, and nothing is kept`() throws {
    let prompt = try PromptTranscript(manent, ["--new"], provider: "nobody")
    try prompt.enter("What is here?", awaiting: "no provider is called 'nobody'")
    try prompt.enter("/exit", awaiting: "[left with 0]")
    #expect(try manent.lines(root).isEmpty)
  }

  @Test func `an idle chat is left for a new one after chat.timeout, and stays`() throws {
    try manent.succeed("-w", "work", "chat", "--cid", "old", "-p", "echo", "--no-documents", "An old question")
    // The chat's last message was written long ago.
    for part in try manent.parts(root) {
      let old = try part.text.replacingOccurrences(
        of: #""created_at":"[0-9]{4}"#, with: "\"created_at\":\"2001", options: .regularExpression)
      try manent.write(part.string, old)
      let settings = part.parent / "chat.yaml"
      try manent.write(
        settings.string,
        settings.text.replacingOccurrences(
          of: "created_at: .[0-9]{4}", with: "created_at: \"2001", options: .regularExpression))
    }
    try manent.write(
      (root / "workspace.yaml").string,
      (root / "workspace.yaml").text.replacingOccurrences(of: "timeout: never", with: "timeout: 1h"))
    // What is changed by hand is seen by a command that looks at all chats.
    try manent.succeed("-w", "work", "chats")
    let prompt = try PromptTranscript(manent, [])
    try prompt.enter("A new question", awaiting: "1 message ·")
    try prompt.enter("/switch old", awaiting: "In the chat 'An old question'.")
    try prompt.enter("A late question", awaiting: "3 messages ·")
    try prompt.capture()
    try prompt.expect("timeout")
    let counts = try manent.json("-w", "work", "chats", "--json").array?.map { $0["message_count"]?.int } ?? []
    #expect(counts == [4, 2])
  }

  @Test func `a chat that comes to rest while the prompt waits is left as well`() throws {
    try manent.write(
      (root / "workspace.yaml").string,
      (root / "workspace.yaml").text.replacingOccurrences(of: "timeout: never", with: "timeout: 1s"))
    let prompt = try PromptTranscript(manent)
    try prompt.enter("First", awaiting: "1 message ·")
    // Every message that comes soon enough stays; sooner or later one comes too late, since each waits a little longer.
    var number = 0
    while !(try prompt.window.screen(history: true)).contains("rested for longer") {
      number += 1
      try prompt.window.enter("Message \(number)")
      try prompt.window.wait("the answer to message \(number)") { $0.contains("Message \(number)\n\necho") }
      usleep(UInt32(number) * 400_000)
    }
    #expect(try manent.json("-w", "work", "chats", "--json").array?.count == 2)
  }

  @Test func `without a terminal a message is asked for instead of waiting`() throws {
    try manent("-w", "work", "chat").expectFailure(2, saying: "the message is empty")
  }

  @Test func `what is typed is not put into a file when nothing is to be kept`() throws {
    let before = try FileTree.workspace(root)
    let prompt = try PromptTranscript(manent, ["--no-log"])
    try prompt.enter("A secret question", awaiting: "1 message ·")
    try prompt.press("Up", awaiting: "> A secret question", times: 2)
    try prompt.press("C-c")
    try prompt.window.waitForPrompt()
    try prompt.enter("/retry", awaiting: "(--no-log)")
    try prompt.press("C-d", awaiting: "[left with 0]")
    #expect(!Files.exists(manent.base / "home/.local/state/manent/prompt-history"))
    #expect(try FileTree.workspace(root).differences(from: before) == [])
  }

  @Test func `SIGTERM leaves in good order`() throws {
    let prompt = try PromptTranscript(manent)
    try prompt.enter("Hello", awaiting: "1 message ·")
    try prompt.type("half a thought")
    try prompt.window.signal(SIGTERM)
    try prompt.window.waitForEnd(status: 130)
    #expect(try manent.uncommitted(root) == "")
  }
}
