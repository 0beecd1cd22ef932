import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder) struct `Editing at the prompt` {
  private let manent: Tool
  private let root: Path

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
    _ = try EchoPlugin(for: manent)
  }

  private func asked() throws -> [String] {
    try manent.lines(root).filter { $0["role"] == "user" }.compactMap { $0["content"]?.string }
  }

  @Test func `the cursor moves, and letters and words go in and out`() throws {
    let prompt = try PromptTranscript(manent)
    try prompt.type("quick browm fox jumps")
    try prompt.press("C-a")
    try prompt.type("The ", awaiting: "> The quick browm fox jumps")
    try prompt.press("M-f", "M-f", "BSpace")
    try prompt.type("n", awaiting: "> The quick brown fox jumps")
    try prompt.press("End", "C-w", awaiting: "> The quick brown fox\n")
    try prompt.type("sleeps")
    try prompt.press("Home", "DC", "DC", "DC", "DC", awaiting: "> quick brown fox sleeps")
    try prompt.capture()
    try prompt.press("Enter", awaiting: "1 message ·")
    try prompt.capture()
    try prompt.expect("editing")
    #expect(try asked() == ["quick brown fox sleeps"])
  }

  @Test func `wide characters take two places, and marks none`() throws {
    let prompt = try PromptTranscript(manent)
    try prompt.type("日本語 naïve 😀 café!")
    try prompt.press("C-a")
    for _ in 0..<2 { try prompt.press("Right") }
    try prompt.type("x", awaiting: "> 日本x語 naïve 😀 café!")
    try prompt.press("C-e", "BSpace", awaiting: "> 日本x語 naïve 😀 café\n")
    try prompt.press("Enter", awaiting: "1 message ·")
    try prompt.capture()
    try prompt.expect("wide-characters")
    #expect(try asked() == ["日本x語 naïve 😀 café"])
  }

  @Test func `Ctrl-C drops what is being typed, and a message of several lines as a whole`() throws {
    let prompt = try PromptTranscript(manent)
    try prompt.type("half a thought")
    try prompt.press("C-c")
    try prompt.window.waitForPrompt()
    try prompt.enter("one\\", awaiting: "…")
    try prompt.type("two", awaiting: "… two")
    try prompt.press("C-c")
    try prompt.window.waitForPrompt()
    try prompt.enter("whole", awaiting: "1 message ·")
    try prompt.capture()
    try prompt.expect("dropping")
    #expect(try asked() == ["whole"])
  }

  @Test func `a message of several lines is typed with backslashes, quotes or Alt-Enter`() throws {
    let prompt = try PromptTranscript(manent, rows: 40)
    try prompt.enter("one\\", awaiting: "…")
    try prompt.enter("two", awaiting: "1 message ·")
    try prompt.enter("\"\"\"", awaiting: "…", times: 2)
    try prompt.enter("/help is no command here")
    try prompt.enter("")
    try prompt.enter("the end\"\"\"", awaiting: "3 messages ·")
    try prompt.type("first")
    try prompt.press("M-Enter")
    try prompt.type("secnd", awaiting: "secnd")
    try prompt.press("Up", "End", "!", "Down", "Left", "Left", "o", awaiting: "> first!\nsecond")
    try prompt.press("Enter", awaiting: "5 messages ·")
    try prompt.capture()
    try prompt.expect("several-lines")
    #expect(try asked() == ["one\ntwo", "/help is no command here\n\nthe end", "first!\nsecond"])
  }

  @Test func `what is pasted stays one message, and what a terminal would obey is dropped from it`() throws {
    let prompt = try PromptTranscript(manent)
    try prompt.paste("one\ntwo\n\tthree \u{7}\u{8}four", awaiting: "four")
    try prompt.type("!", awaiting: "four!")
    try prompt.press("Enter", awaiting: "1 message ·")
    try prompt.capture()
    try prompt.expect("pasting")
    #expect(try asked() == ["one\ntwo\n\tthree four!"])
  }

  @Test func `the keys of vi can be chosen, and pasting and completing work with them`() throws {
    try manent.write("\(manent.base)/home/.editrc", "bind -v\n")
    let prompt = try PromptTranscript(manent)
    try prompt.type("/ses")
    try prompt.press("Tab", awaiting: "> /session")
    try prompt.press("Escape", "d", "d", "i")
    try prompt.paste("one\ntwo", awaiting: "> one\ntwo")
    try prompt.press("Escape", "b")
    try prompt.paste("x\n", awaiting: "x\ntwo")
    try prompt.press("i", "!", "Enter", awaiting: "1 message ·")
    let asked = try asked()
    #expect(asked.count == 1 && asked[0].hasPrefix("one\n") && asked[0].contains("!"), "\(asked)")
  }

  @Test func `a long paste comes in whole`() throws {
    let prompt = try PromptTranscript(manent, rows: 10)
    let text = (1...4000).map { "line \($0) of what was pasted" }.joined(separator: "\n")
    try prompt.window.paste(text)
    try prompt.window.wait(for: "line 4000 of what was pasted")
    try prompt.window.press("Enter")
    try prompt.window.wait(for: "1 message ·")
    #expect(try asked() == [text])
  }

  @Test func `Up and Ctrl-R find what was typed, in a later prompt too, and nobody else can read it`() throws {
    let first = try PromptTranscript(manent)
    try first.enter("the first question", awaiting: "1 message ·")
    try first.enter("another one\\", awaiting: "…")
    try first.enter("of two lines", awaiting: "3 messages ·")
    try first.press("C-d", awaiting: "[left with 0]")
    let file = manent.base / "home/.local/state/manent/prompt-history"
    #expect(try Files.status(file)?.mode == 0o600)
    let prompt = try PromptTranscript(manent)
    try prompt.press("Up", awaiting: "> another one\nof two lines")
    try prompt.capture()
    try prompt.press("Up", "Up", awaiting: "> the first question")
    try prompt.press("C-c")
    try prompt.window.waitForPrompt()
    try prompt.press("C-r")
    try prompt.type("quest", awaiting: "bck:quest")
    try prompt.capture()
    try prompt.press("Enter", awaiting: "1 message ·")
    try prompt.capture()
    try prompt.expect("history")
    #expect(try asked().sorted() == ["another one\nof two lines", "the first question", "the first question"])
  }

  @Test func `the line is shown anew in a window of another size`() throws {
    let prompt = try PromptTranscript(manent, columns: 80, rows: 12)
    let line = (1...14).map { "word\($0)" }.joined(separator: " ")
    try prompt.type(line, awaiting: "d13 word14")
    try prompt.resize(columns: 40, rows: 12) { $0.contains("> word1 word2 word3 word4 word5 word6 wo\nrd7 word8") }
    try prompt.type("!", awaiting: "word14!")
    try prompt.capture()
    try prompt.resize(columns: 200, rows: 12) { $0.contains("> \(line)!\n") }
    try prompt.press("Enter", awaiting: "1 message ·")
    try prompt.capture()
    try prompt.expect("resizing")
  }

  @Test func `Tab completes commands, chats and documents`() throws {
    try manent.write("ideas.md", "Ideas\n")
    try manent.write("idle hours.md", "Hours\n")
    try manent.succeed("-w", "work", "add", "ideas.md", "idle hours.md")
    for (id, title) in [("kitchen-1", "The kitchen sink"), ("garden-1", "The garden shed")] {
      try manent.succeed("-w", "work", "chat", "--cid", id, "-p", "echo", "--no-documents", title)
    }
    let prompt = try PromptTranscript(manent, columns: 150, rows: 40)
    try prompt.type("/se")
    try prompt.press("Tab", awaiting: "/search   find passages")
    try prompt.type("s", awaiting: "> /ses")
    try prompt.press("Tab")
    try prompt.press("Enter", awaiting: "kept ")
    try prompt.type("/switch ")
    try prompt.press("Tab", awaiting: "The garden shed")
    try prompt.capture()
    try prompt.type("sink", awaiting: "> /switch sink")
    try prompt.press("Tab", awaiting: "> /switch kitchen-1")
    try prompt.press("Enter", awaiting: "In the chat 'The kitchen sink'")
    try prompt.type("What is in id")
    try prompt.press("Tab", awaiting: "ideas.md")
    try prompt.type("l", awaiting: "> What is in idl")
    try prompt.press("Tab", awaiting: "> What is in idle\\ hours.md")
    try prompt.press("C-u")
    try prompt.type("/provider ec", awaiting: "> /provider ec")
    try prompt.press("Tab", awaiting: "> /provider echo")
    try prompt.press("C-u")
    try prompt.type("/attach idl", awaiting: "> /attach idl")
    try prompt.press("Tab", awaiting: "> /attach idle\\ hours.md")
    try prompt.press("C-u")
    try prompt.window.waitForPrompt()
    try prompt.capture()
    try prompt.expect("completing")
  }

  @Test func `a key that means nothing, and bytes that are no text, do no harm`() throws {
    let prompt = try PromptTranscript(manent)
    try prompt.press("F5", "M-x", "C-Up", "PPage", "Escape")
    try prompt.window.pressBytes([0xFF, 0xC3, 0x28, 0xE2, 0x82])
    try prompt.type("still here", awaiting: "still here")
    try prompt.press("Enter", awaiting: "1 message ·")
    #expect(try asked().first?.hasSuffix("still here") == true)
  }
}
