import Foundation
import ManentCore
import TestSupport
import Testing

/// A prompt in a window, and a transcript of it: the keys that were sent, and what the window showed after them.
final class PromptTranscript {
  let window: TerminalWindow
  let manent: Tool
  private var text = ""
  private let size: String

  /// Opens a prompt whose provider is `echo`, in a chat of its own, without documents.
  init(
    _ manent: Tool, _ arguments: [String] = ["--new"], provider: String? = "echo", columns: Int = 80, rows: Int = 24,
    environment: [String: String] = [:]
  ) throws {
    self.manent = manent
    size = "\(columns) columns, \(rows) rows"
    let words = ["-w", "work", "chat"] + arguments + (provider.map { ["-p", $0, "--no-documents"] } ?? [])
    window = try TerminalWindow(
      words, of: manent, columns: columns, rows: rows,
      environment: environment)
    text = "$ manent \(words.joined(separator: " "))\n"
    try window.wait("the prompt") { $0.contains("\n>\n") || $0.contains("\n> ") || $0.hasPrefix("> ") }
  }

  /// Types a line, ends it and waits for a text to appear below it so often, and for the next prompt; without a text,
  /// for the next prompt alone.
  func enter(_ line: String, awaiting shown: String? = nil, times: Int = 1) throws {
    text += "» \(line) ⏎\n"
    let before = Self.prompts(try window.screen())
    try window.enter(line)
    if let shown { return try wait(for: shown, times: times) }
    try window.wait("another prompt") { Self.prompts($0) > before }
  }

  private static func prompts(_ screen: String) -> Int {
    screen.split(separator: "\n").count { $0.hasPrefix(">") || $0.hasPrefix("…") }
  }

  /// Waits for a text, and for the next prompt unless something else is to come before it.
  private func wait(for shown: String, times: Int) throws {
    try window.wait(for: shown, times: times)
    let others = ["[left with", "…", "Ctrl-C stops", "This is the beginning", "-- less --"]
    if !others.contains(where: shown.contains) { try window.waitForPrompt() }
  }

  /// Types without ending the line, and waits for it to be shown.
  func type(_ line: String, awaiting shown: String? = nil) throws {
    text += "» \(line)\n"
    try window.type(line)
    var typed = line
    while typed.last == " " { typed.removeLast() }
    try window.wait(for: shown ?? typed)
  }

  /// Presses keys, and waits for a text to appear so often.
  func press(_ keys: String..., awaiting shown: String? = nil, times: Int = 1) throws {
    text += "» \(keys.map { "[\($0)]" }.joined(separator: " "))\n"
    for key in keys { try window.press(key) }
    guard let shown else { return }
    if keys.last == "Enter" || shown.contains("what had come") { return try wait(for: shown, times: times) }
    try window.wait(for: shown, times: times)
  }

  /// Pastes a text, and waits for a part of it to be shown.
  func paste(_ pasted: String, awaiting shown: String) throws {
    text += "» [paste] \(pasted.debugDescription)\n"
    try window.paste(pasted)
    try window.wait(for: shown)
  }

  /// Makes the window another size, and waits for a text.
  func resize(columns: Int, rows: Int, until condition: (String) -> Bool) throws {
    text += "» [\(columns) columns, \(rows) rows]\n"
    try window.resize(columns: columns, rows: rows)
    try window.wait("the line in \(columns) columns", until: condition)
  }

  /// Adds what the window shows to the transcript, once the answer before it is whole.
  func capture(styled: Bool = false, history: Bool = false) throws {
    text += "────────────────────────────────────────\n"
    text += Self.steady(try window.screen(styled: styled, history: history))
    text += "────────────────────────────────────────\n"
  }

  /// Compares the transcript with the recorded one.
  func expect(_ name: String, filePath: String = #filePath) throws {
    try Golden.expect("\(name): \(size)\n\n\(text)", matches: "prompt/\(name).txt", filePath: filePath)
  }

  /// What a window shows, without what differs from run to run: times, ids and places.
  static func steady(_ shown: String) -> String {
    let rules = [
      (#"\d+\.\d s"#, "0.0 s"), (#"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"#, "(id)"),
      (#"\b[0-9a-f]{8}\b"#, "(id)    "), (#"\d{4}-\d\d-\d\d \d\d:\d\d"#, "2026-11-20 10:00"),
      (#"\d{4}-\d\d-\d\dT[0-9:.]+Z"#, "2026-11-20T10:00:00.000Z"), (#"\(\d+ B\)"#, "(n B)"),
      // How tmux writes styles differs from version to version.
      (#"\\e\[[34]9m"#, ""), (#"\\e\[0;"#, #"\\e[0m\\e["#),
      (#"\d{4}/\d\d/\d\d"#, "2026/11/20"), (#"/tmp/manent-test[^ /]*"#, "/tmp/test"),
    ]
    return rules.reduce(shown) { text, rule in
      text.replacingOccurrences(of: rule.0, with: rule.1, options: .regularExpression)
    }
  }
}
