import Foundation
import ManentCore
import TestSupport
import Testing

@Suite(.temporaryFolder) struct `Hostile text at the prompt` {
  private let manent: Tool
  private let root: Path
  private let echo: EchoPlugin
  private let evil = "evil\u{1B}]0;owned\u{7}\u{1B}[31m\u{9B}2J\u{202E}txt"

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
    echo = try EchoPlugin(for: manent)
    try echo.write(
      "evil.md",
      "# \(evil)\n- \(evil)\n| \(evil) | b |\n|---|---|\n| c | d |\n```\(evil)\n\(evil)\n```\n[\(evil)](\(evil))\n")
    try manent.write((root / "documents/a\(evil).md").string, "An evil document.\n")
    try manent.write((root / "documents/another.md").string, "A good document.\n")
  }

  @Test func `in answers, titles, names and completions it is shown, not obeyed`() throws {
    try manent.succeed("-w", "work", "chat", "--cid", "c1", "-p", "echo", "--no-documents", "hello \(evil)")
    try manent.succeed("-w", "work", "chat", "--cid", "c2", "-p", "echo", "--no-documents", "hello \(evil) too")
    try manent.succeed("-w", "work", "documents")
    let prompt = try PromptTranscript(manent, ["--cid", "c1"], columns: 150, rows: 50)
    try prompt.enter("read evil.md", awaiting: "3 messages ·")
    try prompt.type("/switch ")
    try prompt.press("Tab", "Tab", awaiting: "too")
    try prompt.press("C-u")
    try prompt.enter("/session", awaiting: "files ")
    try prompt.window.waitForPrompt()
    try prompt.enter("/chats", awaiting: "last activity")
    try prompt.window.waitForPrompt()
    try prompt.type("see a", awaiting: "> see a")
    try prompt.press("Tab", awaiting: "> see another.md")
    try prompt.press("C-u")
    try prompt.window.waitForPrompt()
    try prompt.capture(styled: true)
    try prompt.expect("hostile")
    let screen = try prompt.window.screen(styled: true, history: true)
    #expect(!screen.contains("\\e[31m") && !screen.contains("\\e]") && !screen.contains("\u{202E}"), "\(screen)")
    #expect(try prompt.window.title() != "owned")
  }

  @Test func `a history file that somebody has filled is no way in`() throws {
    let file = manent.base / "home/.local/state/manent/prompt-history"
    try manent.write(file.string, "\(evil)\n\u{FFFD}\\q\\\n" + String(repeating: "x", count: 100_000) + "\nlast one\n")
    let prompt = try PromptTranscript(manent)
    try prompt.press("Up", awaiting: "> last one")
    try prompt.press("Up", "Up", awaiting: "evil")
    #expect(!(try prompt.window.screen(styled: true)).contains("\\e[31m"))
    try prompt.press("C-c")
    try prompt.enter("hello", awaiting: "1 message ·")
    try prompt.window.waitForPrompt()
    #expect(try Files.status(file)?.mode == 0o600)
  }
}
