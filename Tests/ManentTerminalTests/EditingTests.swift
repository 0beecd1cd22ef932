import Foundation
import ManentCore
import ManentTerminal
import TestSupport
import Testing

@Suite struct `What is typed` {
  /// The messages that lines make, and what is left open.
  private func messages(_ lines: [String]) -> [String] {
    var assembly = MessageLines()
    var whole = lines.compactMap { assembly.add($0) }
    if assembly.isOpen { whole.append("(open)") }
    return whole
  }

  @Test(arguments: [
    (["one", "two"], ["one", "two"]), (["one\\", "two"], ["one\ntwo"]), (["one\\\\", "two"], ["one\\\\", "two"]),
    (["one\\\\\\", "two"], ["one\\\\\ntwo"]), (["one\\"], ["(open)"]), (["\\", "a"], ["\na"]),
    (["\"\"\"", "a", "", "b", "\"\"\""], ["a\n\nb"]), (["\"\"\"a", "b\"\"\""], ["a\nb"]), (["\"\"\"a\"\"\""], ["a"]),
    (["\"\"\"", "\"\"\""], [""]), (["\"\"\"", "a\\", "b\"\"\" "], ["a\\\nb"]), (["\"\"\"a", "b"], ["(open)"]),
    (["a\\", "\"\"\"b", "c"], ["a\n\"\"\"b", "c"]), (["\"quoted\""], ["\"quoted\""]), ([""], [""]),
  ])
  func `makes messages of lines`(lines: [String], expected: [String]) { #expect(messages(lines) == expected) }

  @Test func `is no command when it stands in quotes or goes on in other lines`() {
    var assembly = MessageLines()
    #expect(assembly.add("/help") == "/help" && !assembly.isQuoted)
    #expect(assembly.add("\"\"\"/help\"\"\"") == "/help" && assembly.isQuoted)
    #expect(assembly.add("/help\\") == nil && assembly.add("me") == "/help\nme" && assembly.isQuoted)
    #expect(assembly.add("/help") == "/help" && !assembly.isQuoted)
    #expect(assembly.add("a\\") == nil)
    assembly.drop()
    #expect(assembly.add("b") == "b")
  }

  @Test func `is completed with what all candidates begin with`() {
    func common(_ typed: String, _ texts: String...) -> String? {
      LineCompletion(typed: typed, candidates: texts.map { .init($0) }).common
    }
    #expect(common("a", "abc", "abd") == "ab" && common("ab", "abc", "abd") == nil && common("a") == nil)
    #expect(common("a", "abc") == "abc " && common("a", "abc/") == "abc/" && common("sink", "1234") == "1234 ")
    #expect(common("x", "abc", "abd") == nil && common("", "日本", "日光") == "日")
  }

  @Test func `candidates stand side by side, or one to a row with their notes`() {
    let plain = LineCompletion(candidates: ["a", "日本", "ccc"].map { .init($0) })
    #expect(plain.rows(width: 80, limit: 5) == ["a     日本  ccc"])
    #expect(plain.rows(width: 12, limit: 1) == ["a     日本", "… and 1 more"])
    let noted = LineCompletion(candidates: [.init("a", note: "first one"), .init("bb", note: "second")])
    #expect(noted.rows(width: 10, limit: 5) == ["a   first…", "bb  second"].map { TextCut.to(9, $0) })
  }

  @Test(arguments: [
    ("abc", 5, "abc"), ("abcdef", 5, "abcd…"), ("日本語", 5, "日本…"), ("日本語", 6, "日本語"), ("abc  ", 3, "abc"),
    ("ab", 1, "…"),
  ])
  func `is cut to a width`(text: String, width: Int, expected: String) { #expect(TextCut.to(width, text) == expected) }

  @Test func `styles are taken out of text`() {
    #expect(StyledText.plain("a\u{1B}[1mb\u{1B}[0m") == "ab" && StyledText.plain("\u{1B}[31") == "")
    #expect(
      TextStyle([.bold, .dim]).applied(to: "x") == "\u{1B}[1;2mx\u{1B}[0m" && TextStyle().applied(to: "x") == "x")
  }

  @Test(.temporaryFolder) func `is kept in a file of this user alone, whatever it holds`() throws {
    let history = LineHistory(at: TemporaryFolder.current / "state/history")
    let entries = ["plain", "two\nlines\twith a tab", "back\\slash\\n", "日本語", "/exit"]
    for entry in entries { history.add(entry) }
    history.add("")
    history.add(String(repeating: "x", count: LineHistory.entryLimit + 1))
    #expect(history.entries() == entries)
    #expect(try Files.status(history.path)?.mode == 0o600)
    #expect(try Files.status(history.path.parent)?.mode == 0o700)
  }

  @Test(.temporaryFolder) func `is kept up to a limit, the newest, and a link is not followed`() throws {
    let file = TemporaryFolder.current / "history"
    let line = String(repeating: "y", count: 200)
    try Files.writeNew(
      (0..<2 * LineHistory.limit).flatMap { Array("\($0) \(line)\n".utf8) }, to: file, mode: 0o600, sync: false)
    let history = LineHistory(at: file)
    #expect(history.entries().count == LineHistory.limit)
    history.add("the newest")
    #expect(history.entries().count == LineHistory.limit && history.entries().last == "the newest")
    #expect(try Files.status(file)?.size ?? .max < 300_000)
    let link = LineHistory(at: TemporaryFolder.current / "link")
    #expect(symlink(file.string, link.path.string) == 0)
    let before = try Files.read(file)
    link.add("not here")
    #expect(try Files.read(file) == before)
  }

  @Test func `has its place in the state of the machine`() {
    #expect(LineHistory.ofMachine(["HOME": "/home/ada"])?.path == "/home/ada/.local/state/manent/prompt-history")
    #expect(LineHistory.ofMachine(["HOME": "/h", "XDG_STATE_HOME": "/s"])?.path == "/s/manent/prompt-history")
    #expect(LineHistory.ofMachine(["HOME": "here", "XDG_STATE_HOME": "s"]) == nil)
  }

  @Test(arguments: [("xterm", true), ("dumb", false), ("", false), ("tmux-256color", true)])
  func `is edited where the cursor moves`(terminal: String, expected: Bool) {
    #expect(LineEditor.canEdit(["TERM": terminal]) == expected && !LineEditor.canEdit([:]))
  }

  @Test(.temporaryFolder)
  func `What was typed in a chat leaves the history with the chat, and nothing else does`()
    throws
  {
    let history = LineHistory(at: TemporaryFolder.current / "state/history")
    history.add("of no chat")
    history.add("of a\tchat\nof two lines", in: "c1")
    history.add("of another", in: "c2")
    history.add("c1")
    #expect(history.entries() == ["of no chat", "of a\tchat\nof two lines", "of another", "c1"])
    try history.remove(typedIn: ["c1"])
    #expect(history.entries() == ["of no chat", "of another", "c1"])
    try history.remove(typedIn: ["c7"])
    try LineHistory(at: TemporaryFolder.current / "none").remove(typedIn: ["c1"])
    #expect(history.entries().count == 3)
  }
}
