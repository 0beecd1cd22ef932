import ManentCore
import TestSupport
import Testing

@Suite(.temporaryFolder) struct `Looks of the prompt` {
  private let manent: Tool
  private let root: Path
  private let echo: EchoPlugin

  static let sample = """
    # What attention is

    Attention is **where a model looks**: each word asks *every other word* how much it matters, and the answers are \
    weighed. Call `attend(query, keys)` or read [the paper](https://example.org/attention), which has 日本語 in it.

    - one thing
    - another thing that is so long that it does not fit into one row of eighty places, and hangs
      1. nested 😀 things
    > quoted words, which are long enough to be broken into two rows of the terminal, each behind a bar

    ```swift
    let weights = softmax(scores) // **not** bold
    ```

    | Name | Price |
    |:-----|------:|
    | 日本語 | 5 |
    | **coffee** | 1000 |

    ---
    The end.
    """

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
    echo = try EchoPlugin(for: manent)
    try echo.write("sample.md", Self.sample)
  }

  private func show(
    _ name: String, columns: Int = 80, arguments: [String] = ["--new"], environment: [String: String] = [:],
    styled: Bool = false, awaiting shown: String = "1 message ·"
  ) throws {
    let prompt = try PromptTranscript(manent, arguments, columns: columns, rows: 40, environment: environment)
    try prompt.enter("read sample.md", awaiting: shown)
    try prompt.window.waitForPrompt()
    try prompt.capture(styled: styled)
    try prompt.press("C-d", awaiting: "[left with 0]")
    try prompt.expect(name)
  }

  @Test func `Markdown in 80 columns, with styles`() throws { try show("markdown-80", styled: true) }
  @Test func `Markdown in 200 columns`() throws { try show("markdown-200", columns: 200) }
  @Test func `Markdown in 30 columns`() throws { try show("markdown-30", columns: 30) }
  @Test func `without colour nothing but the layout is left`() throws {
    try show("no-color", environment: ["NO_COLOR": "1"], styled: true)
    let screen = try Golden.text("prompt/no-color.txt")
    #expect(!screen.contains("\\e[1m") && !screen.contains("\\e[2m") && !screen.contains("\\e[36m"))
  }
  @Test func `with --no-markdown it is shown as it came`() throws {
    try show("no-markdown", arguments: ["--new", "--no-markdown"])
  }
  @Test func `on a dumb terminal lines are plain, and commands work`() throws {
    let prompt = try PromptTranscript(manent, rows: 40, environment: ["TERM": "dumb"])
    try prompt.enter("read sample.md", awaiting: "The end.")
    try prompt.window.waitForPrompt()
    try prompt.enter("two\\", awaiting: "…")
    try prompt.enter("lines", awaiting: "lines", times: 2)
    try prompt.enter("/title Dumb", awaiting: "to 'Dumb'")
    try prompt.type("half a thought")
    try prompt.press("C-c")
    try prompt.window.waitForPrompt()
    try prompt.capture(styled: true)
    try prompt.press("C-d", awaiting: "[left with 0]")
    try prompt.expect("dumb")
    #expect(!Files.exists(manent.base / "home/.local/state/manent/prompt-history"))
  }

  @Test func `one turn from the command line is laid out on a terminal and raw in a pipe`() throws {
    let words = ["-w", "work", "chat", "--cid", "c1", "-p", "echo", "--no-documents", "read sample.md"]
    let window = try TerminalWindow(words, of: manent, rows: 40)
    try window.waitForEnd()
    let shown = try window.screen()
    #expect(shown.contains("• one thing\n") && shown.contains("──── swift\n") && !shown.contains("**where"), "\(shown)")
    #expect(try manent.run(words).output == Self.sample + "\n")
    let shows = try TerminalWindow(["-w", "work", "show", "c1", "--last", "1"], of: manent, rows: 50)
    try shows.waitForEnd()
    #expect(try shows.screen().contains("• one thing\n"))
    #expect(try manent.succeed("-w", "work", "show", "c1", "--last", "1").contains("- one thing\n"))
  }

  @Test func `a long answer can be read in the pager, on request`() throws {
    let prompt = try PromptTranscript(manent, rows: 20, environment: ["PAGER": "sed 's/^/paged: /'"])
    try prompt.enter("stream 3", awaiting: "1 message ·")
    try prompt.enter("/show", awaiting: "paged: piece 0 piece 1 piece 2")
    try prompt.window.waitForPrompt()
    try prompt.capture()
    try prompt.expect("pager")
    let less = try PromptTranscript(manent, ["-c"], rows: 10, environment: ["PAGER": "less '-P-- less --'"])
    try less.enter("stream 400", awaiting: "3 messages ·")
    try less.enter("/show", awaiting: "-- less --")
    try less.window.press("C-c", "C-c", "C-c", "C-c", "q")
    try less.window.waitForPrompt()
    try less.enter("/exit", awaiting: "[left with 0]")
  }
}
