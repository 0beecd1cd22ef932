import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder) struct `Commands of the prompt` {
  private let manent: Tool
  private let root: Path

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
    _ = try EchoPlugin(for: manent)
  }

  @Test func `/help lists them, and explains one`() throws {
    let prompt = try PromptTranscript(manent, columns: 100, rows: 50)
    try prompt.enter("/help", awaiting: "Tab completes")
    try prompt.enter("/help fork", awaiting: "/fork", times: 2)
    try prompt.capture()
    try prompt.expect("help")
  }

  @Test func `one that is not known is told with what was probably meant, and paths are no commands`() throws {
    let prompt = try PromptTranscript(manent)
    try prompt.enter("/serch notes", awaiting: "did you mean '/search'")
    try prompt.enter("/ses", awaiting: "did you mean '/session'")
    try prompt.enter("/zzz", awaiting: "there is no command '/zzz'")
    try prompt.enter("/title Nothing", awaiting: "there is no chat yet")
    try prompt.enter("/etc/hosts is what?", awaiting: "1 message ·")
    try prompt.enter(" /help", awaiting: "3 messages ·")
    try prompt.capture()
    try prompt.expect("unknown")
    #expect(try manent.lines(root).count == 4)
  }

  @Test func `the life of a chat`() throws {
    let prompt = try PromptTranscript(manent, columns: 150, rows: 60)
    try prompt.enter("First question", awaiting: "1 message ·")
    try prompt.enter("/title It's a 'good' one", awaiting: "to 'It's a 'good' one'")
    try prompt.enter("/tag work \"pinned\"", awaiting: "work pinned")
    try prompt.enter("/tag --remove work", awaiting: "\npinned")
    try prompt.enter("/fork --title \"Another way\"", awaiting: "forked")
    try prompt.enter("Second question", awaiting: "3 messages ·")
    try prompt.enter("/session", awaiting: "files ")
    try prompt.enter("/clear", awaiting: "cleared 4 messages")
    try prompt.enter("Third question", awaiting: "1 message ·", times: 2)
    try prompt.enter("/new", awaiting: "begins a new chat")
    try prompt.enter("Fourth question", awaiting: "1 message ·", times: 3)
    try prompt.enter("/chats", awaiting: "Another way", times: 4)
    try prompt.capture()
    try prompt.enter("/forget", awaiting: "brings it back")
    try prompt.enter("/session", awaiting: "with the next message")
    try prompt.enter("/exit", awaiting: "[left with 0]")
    try prompt.capture()
    try prompt.expect("chat-life")
    let titles = try manent.json("-w", "work", "chats", "--json").array?.compactMap { $0["title"]?.string } ?? []
    #expect(titles.sorted() == ["Another way", "It's a 'good' one"])
    #expect(try manent.uncommitted(root) == "")
  }

  @Test func `documents are attached and searched, and answers say what they are made of`() throws {
    try manent.write("my otter.md", "# Otters\n\nThe otter of Lake Como weighs twelve kilograms.\n")
    let prompt = try PromptTranscript(manent, ["--new"], provider: nil, columns: 150, rows: 40)
    try prompt.enter("/attach my\\ otter.md", awaiting: "1 added")
    try prompt.enter("/search Lake Como", awaiting: "my otter.md, line 1")
    try prompt.enter("What does the otter of Lake Como weigh?", awaiting: "1 message ·")
    try prompt.enter("/sources", awaiting: "quoted)")
    try prompt.enter("/attach none.md", awaiting: "none.md", times: 2)
    try prompt.capture()
    try prompt.expect("attaching")
  }

  @Test func `a chat is given out`() throws {
    let prompt = try PromptTranscript(manent)
    try prompt.enter("Hello", awaiting: "1 message ·")
    try prompt.enter("/export", awaiting: "## You")
    try prompt.window.waitForPrompt()
    try prompt.enter("/export html chat.html", awaiting: "exported 1 chat to chat.html")
    try prompt.enter("/export a b c", awaiting: "say a form and a file")
    try prompt.capture()
    try prompt.expect("exporting")
    #expect(try (manent.folder / "chat.html").text.contains("<html"))
  }

  @Test func `a message is written in the editor`() throws {
    try manent.write("editor.sh", "#!/bin/sh\nprintf 'from the editor\\n\\nin two parts\\n' >> \"$1\"\n")
    try manent.shell("chmod", "+x", "editor.sh")
    let prompt = try PromptTranscript(manent, environment: ["VISUAL": "./editor.sh"])
    try prompt.enter("/edit A text ", awaiting: "1 message ·")
    try prompt.capture()
    try prompt.enter("/exit", awaiting: "[left with 0]")
    try prompt.expect("editor")
    #expect(try manent.lines(root).first?["content"] == "A textfrom the editor\n\nin two parts")
    #expect(try Files.list(manent.base / "tmp") == [])
    let failing = try PromptTranscript(manent, environment: ["VISUAL": "false"])
    try failing.enter("/edit", awaiting: "the editor 'false' ended with status 1")
    let empty = try PromptTranscript(manent, environment: ["VISUAL": "true"])
    try empty.enter("/edit", awaiting: "nothing is sent")
  }

  @Test func `who answers is changed`() throws {
    let prompt = try PromptTranscript(manent, ["--new"], provider: nil)
    try prompt.enter("/provider", awaiting: "* extractive")
    try prompt.enter("/provider echo", awaiting: "* echo")
    try prompt.enter("Hello", awaiting: "1 message ·")
    try prompt.enter("/provider nobody", awaiting: "no provider is called 'nobody'")
    try prompt.enter("/session", awaiting: "provider ")
    #expect(try manent.lines(root).last?["provider"] == "echo")
  }

  @Test func `a model is asked for with its provider, and goes with it`() throws {
    let prompt = try PromptTranscript(
      manent, ["--new", "--no-documents", "-m", "echo:small"], provider: nil, columns: 100, rows: 60)
    try prompt.enter("First", awaiting: "1 message ·")
    try prompt.enter("/retry", awaiting: "1 message ·", times: 2)
    try prompt.enter("/provider echo:large", awaiting: "* echo:large")
    try prompt.enter("Second", awaiting: "3 messages ·")
    try prompt.enter("/session", awaiting: "echo:large", times: 3)
    try prompt.enter("/provider extractive:large", awaiting: "has no models")
    // The chat stays with the model that it was begun with.
    try prompt.enter("/provider echo", awaiting: "* echo:small\n")
    try prompt.enter("Third", awaiting: "5 messages ·")
    #expect(try prompt.window.screen().contains("answered by echo:small."))
    let answers = try manent.lines(root).filter { $0["role"] == "assistant" }
    #expect(answers.map { $0["model"]?.string } == ["small", "small", "large", "small"])
  }

  @Test func `a chat is begun from a template, whose variables are asked for`() throws {
    try manent.write(
      (root / "templates/trip.yaml").string,
      """
      description: plan a trip
      opening: Plan a trip to {{place}}.
      instructions: Be brief.
      variables: {place: where to}

      """)
    let prompt = try PromptTranscript(manent, columns: 100, rows: 50)
    try prompt.enter("/template", awaiting: "trip  plan a trip")
    try prompt.type("/template trip")
    try prompt.window.press("Enter")
    try prompt.window.wait(for: "place (where to):")
    try prompt.enter("Bern", awaiting: "1 message ·")
    try prompt.enter("/session", awaiting: "template ")
    try prompt.enter("/template trip place=Basel", awaiting: "trip to Basel.", times: 2)
    try prompt.enter("/template explain", awaiting: "begins a new chat", times: 3)
    try prompt.enter("tides", awaiting: "Explain: tides", times: 1)
    try prompt.enter("And more", awaiting: "3 messages ·")
    try prompt.enter("/template trip plce=Bern", awaiting: "did you mean 'place'?")
    try prompt.enter("/template ../evil", awaiting: "called by a plain name")
    try prompt.type("/template re")
    try prompt.press("Tab", awaiting: "/template review-day")
    try prompt.capture()
    try prompt.expect("template")
    let chats = try manent.json("-w", "work", "chats", "--json").array ?? []
    #expect(chats.count == 3)
  }

  @Test func `messages are pinned, and a model is chosen`() throws {
    let prompt = try PromptTranscript(manent, columns: 100, rows: 50)
    try prompt.enter("/pin 1", awaiting: "there is no chat yet")
    try prompt.enter("Remember this", awaiting: "1 message ·")
    try prompt.enter("/pin", awaiting: "no messages are pinned")
    try prompt.enter("/pin 1", awaiting: "1. You: Remember this")
    try prompt.enter("/pin --remove 1", awaiting: "no messages are pinned", times: 2)
    try prompt.enter("/model", awaiting: "* echo")
    try prompt.enter("/model small", awaiting: "* echo:small")
    try prompt.enter("/model extractive:x", awaiting: "has no models")
    try prompt.enter("/model echo:large", awaiting: "* echo:large")
    try prompt.enter("Again", awaiting: "3 messages ·")
    try prompt.capture()
    try prompt.expect("pin-and-model")
    #expect(try manent.lines(root).last?["model"] == "large")
  }

  @Test func `what is there, how much is asked, and in which time zone`() throws {
    let prompt = try PromptTranscript(manent, columns: 150, rows: 60)
    try prompt.enter("Hello", awaiting: "1 message ·")
    try prompt.enter("/status", awaiting: "index segments")
    try prompt.enter("/stats", awaiting: "work")
    try prompt.enter("/timezone", awaiting: "UTC, UTC+00:00; it is")
    try prompt.enter("/timezone Asia/Jakarta", awaiting: "Asia/Jakarta, UTC+07:00")
    try prompt.enter("/timezone ../../etc/passwd", awaiting: "no time zone is called")
    try prompt.enter("/sync", awaiting: "remote")
    try prompt.window.waitForPrompt()
  }

  @Test func `/sync joins what another machine has said`() throws {
    let bare = manent.base / "bare.git"
    try manent.shell("git", "init", "-q", "--bare", bare.string)
    let prompt = try PromptTranscript(manent)
    try prompt.enter("Hello", awaiting: "1 message ·")
    try prompt.enter("/sync \(bare)", awaiting: "pushed")
    #expect(try manent.shell("git", "--git-dir", bare.string, "log", "--oneline", "--all").contains("chat: Hello"))
  }
}
