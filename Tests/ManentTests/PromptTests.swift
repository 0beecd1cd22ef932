import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder) struct `The prompt` {
  private let manent: Tool
  private let root: Path

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
  }

  /// Types on a terminal of its own, one piece after another, each once the screen shows `>` again; gives what it
  /// showed.
  private func type(_ pieces: [String], _ arguments: String...) throws -> (shown: String, status: Int32) {
    let words = ([Tool.program.string, "-w", "work", "chat"] + arguments).map { "'\($0)'" }.joined(separator: " ")
    let screen = manent.base / "screen"
    try manent.write(screen.string, "")
    try manent.write("keys", pieces.joined(separator: "\u{1F}"))
    // The keys come through a pipe to `script`, whose child has a terminal.
    let typing = """
      (
        count=0
        while IFS= read -r -d $'\\x1f' piece || [ -n "$piece" ]; do
          for i in $(seq 400); do
            [ "$(grep -o '> ' '\(screen)' | wc -l)" -gt "$count" ] && break
            sleep 0.05
          done
          count=$(grep -o '> ' '\(screen)' | wc -l)
          printf '%s' "$piece"
          # What does not end its line brings no new prompt to wait for.
          case $piece in *$'\\n' | $'\\x03') ;; *) count=$((count - 1)); sleep 0.2 ;; esac
        done < keys
        sleep 1
      ) | script -qefc "exec \(words)" '\(screen)' > shown.txt
      exit ${PIPESTATUS[1]}
      """
    let outcome = try Program(in: manent.folder, environment: manent.environment.merging(["TERM": "xterm"]) { $1 })
      .run(["bash", "-c", typing])
    return (try (manent.folder / "shown.txt").text, outcome.status)
  }

  @Test func `takes two turns in one chat, and Ctrl-D leaves it`() throws {
    let before = try manent.commits(root)
    let (shown, status) = try type(["How do I add a document?\n", "And a folder?\n", "\u{4}"], "--new")
    #expect(status == 0, "\(shown)")
    #expect(shown.contains("/exit or Ctrl-D leaves") && shown.contains("run `manent add PATH`"), "\(shown)")
    let chats = try manent.json("-w", "work", "chats", "--json").array ?? []
    #expect(chats.map { $0["message_count"] } == [4])
    #expect(try manent.lines(root).compactMap { $0["role"] } == ["user", "assistant", "user", "assistant"])
    #expect(try manent.commits(root) == before + 2)
    #expect(try manent.uncommitted(root) == "")
  }

  @Test func `is left with /exit, passes over empty lines and keeps nothing of itself`() throws {
    let before = try FileTree.workspace(root)
    let (shown, status) = try type(["\n", "   \n", "/exit\n"])
    #expect(status == 0, "\(shown)")
    #expect(try FileTree.workspace(root).differences(from: before) == [])
  }

  @Test func `drops the line that is being typed at Ctrl-C and goes on`() throws {
    let (shown, status) = try type(["half a thought", "\u{3}", "How do I begin a new chat?\n", "/quit\n"])
    #expect(status == 0, "\(shown)")
    let asked = try manent.lines(root).filter { $0["role"] == "user" }.compactMap { $0["content"]?.string }
    #expect(asked == ["How do I begin a new chat?"], "\(shown)")
  }

  @Test func `goes on after a message that is refused`() throws {
    let (shown, status) = try type(["What is here?\n", "/exit\n"], "-p", "nobody")
    #expect(status == 0 && shown.contains("nobody"), "\(shown)")
    #expect(try manent.lines(root).isEmpty)
  }

  @Test func `without a terminal asks for a message instead of waiting`() throws {
    try manent("-w", "work", "chat").expectFailure(2, saying: "the message is empty")
  }
}
