import Foundation
import ManentCore

/// A window of a terminal (tmux) in which a program runs: keys are sent to it, and what it shows is read.
///
/// It has a tmux server of its own, which ends with the value. Nothing waits for a length of time: a test sends keys
/// and waits for what they bring about on the screen.
public final class TerminalWindow {
  /// Where the server listens.
  private let socket: Path
  private let environment: [String: String]
  private let file: Path
  private let seconds: Double

  /// Opens a window and runs a command line of the built `manent` in it.
  ///
  /// - Parameters:
  ///   - arguments: the words after the program's name.
  ///   - manent: the tool, whose environment the program gets.
  ///   - columns: how many places a row has.
  ///   - rows: how many rows there are.
  ///   - environment: what else is in the environment; a value that is empty takes a variable out.
  ///   - seconds: how long anything may take to appear before the test fails.
  public init(
    _ arguments: [String], of manent: Tool, columns: Int = 80, rows: Int = 24, environment: [String: String] = [:],
    seconds: Double = 30
  ) throws {
    self.environment = ["PATH": manent.environment["PATH"] ?? "", "LC_ALL": "C.UTF-8"]
    self.seconds = seconds
    var variables = manent.environment
    variables["TERM"] = "tmux-256color"
    variables["TZ"] = "UTC"
    for (name, value) in environment { variables[name] = value.isEmpty ? nil : value }
    file = manent.base / "window-\(UInt32.random(in: 0...UInt32.max))"
    socket = file / "tmux"
    try Files.makeFolders(file)
    try Files.writeNew(
      Array("set -g status off\nset -g default-terminal tmux-256color\nset -s escape-time 0\n".utf8),
      to: file / "tmux.conf",
      sync: false)
    let words = variables.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" } + [Tool.program.string] + arguments
    let line = (["sh", "-c", "echo $$ > \"$0\"; exec \"$@\"", (file / "process").string, "env", "-i"] + words)
      .map(Self.quoted).joined(separator: " ")
    // The server ends with the process of the test, however that ends.
    let watch = """
      (while kill -0 \(getpid()); do sleep 2; done; tmux -S \(socket) kill-server) </dev/null >/dev/null 2>&1 &
      trap : INT

      """
    // The window stays when the program has ended, and says how.
    try Files.writeNew(
      Array(
        "\(watch)cd \(Self.quoted(manent.folder.string))\n\(line)\nprintf '[left with %s]' $?\nexec sleep 600\n".utf8),
      to: file / "run.sh", sync: false)
    try tmux(
      "-f", (file / "tmux.conf").string, "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "sh",
      (file / "run.sh").string)
  }

  deinit { _ = try? run(["kill-server"]) }

  private static func quoted(_ word: String) -> String {
    "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  @discardableResult private func run(_ words: [String]) throws -> String {
    guard let program = ProgramCall.find("tmux", in: environment) else {
      throw Program.Failure(description: "there is no tmux")
    }
    let outcome = try ChildProcess.run(
      ProgramCall(program, ["-S", socket.string] + words, environment: environment),
      limits: ChildProcess.Limits(time: .seconds(60)))
    guard outcome.succeeded else {
      throw Program.Failure(description: "tmux \(words): \(String(decoding: outcome.errors, as: UTF8.self))")
    }
    return String(decoding: outcome.output, as: UTF8.self)
  }

  @discardableResult private func tmux(_ words: String...) throws -> String { try run(words) }

  /// Types a text, letter by letter.
  public func type(_ text: String) throws { try tmux("send-keys", "-l", "--", text) }

  /// Presses keys by the names that tmux has for them: `Enter`, `C-c`, `M-Enter`, `Up`.
  public func press(_ keys: String...) throws { for key in keys { try tmux("send-keys", key) } }

  /// Sends bytes as they are.
  public func pressBytes(_ bytes: [UInt8]) throws {
    try run(["send-keys", "-H"] + bytes.map { String($0, radix: 16) })
  }

  /// What the program has called the window.
  public func title() throws -> String {
    try tmux("display-message", "-p", "#{pane_title}").trimmingCharacters(in: .newlines)
  }

  /// Types a line and ends it.
  public func enter(_ line: String) throws {
    try type(line)
    try press("Enter")
  }

  /// Pastes a text as a terminal does it: between the sequences of bracketed paste when the program has asked for them.
  public func paste(_ text: String) throws {
    try Files.writeAtomically(Array(text.utf8), to: file / "paste")
    try tmux("load-buffer", (file / "paste").string)
    try tmux("paste-buffer", "-p")
  }

  /// Sends a signal to the program.
  public func signal(_ number: Int32) throws {
    let text = String(decoding: try Files.read(file / "process"), as: UTF8.self)
    guard let process = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)), process > 1 else {
      throw Program.Failure(description: "the program's process is not known: '\(text)'")
    }
    kill(process, number)
  }

  /// Makes the window another size, and waits until the program has been told.
  public func resize(columns: Int, rows: Int) throws {
    try tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)")
    let terminal = try tmux("display-message", "-p", "#{pane_tty}").trimmingCharacters(in: .newlines)
    let stty = Program(in: "/", environment: environment)
    let end = ContinuousClock.now + .seconds(seconds)
    while try stty.run(["stty", "-F", terminal, "size"]).output != "\(rows) \(columns)\n" {
      guard .now < end else { throw Program.Failure(description: "the terminal keeps its size") }
      usleep(20_000)
    }
  }

  /// What the window shows, without empty rows at the end.
  ///
  /// - Parameters:
  ///   - styled: whether sequences of style are a part of it, as `\e[1m`.
  ///   - history: whether rows that have left the window at its top are.
  public func screen(styled: Bool = false, history: Bool = false) throws -> String {
    let words = ["capture-pane", "-p"] + (styled ? ["-e"] : []) + (history ? ["-S", "-"] : [])
    var rows = try run(words).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while rows.last?.isEmpty == true { rows.removeLast() }
    return rows.joined(separator: "\n").replacingOccurrences(of: "\u{1B}", with: "\\e") + "\n"
  }

  /// Waits until the window shows what `condition` looks for, and gives what it shows then.
  @discardableResult public func wait(
    _ what: String, styled: Bool = false, until condition: (String) -> Bool
  ) throws -> String {
    let end = ContinuousClock.now + .seconds(seconds)
    var shown = ""
    repeat {
      shown = try screen(styled: styled)
      if condition(shown) { return shown }
      usleep(20_000)
    } while .now < end
    throw Program.Failure(description: "\(what) has not appeared:\n\(shown)")
  }

  /// Waits until the window shows a text so many times.
  @discardableResult public func wait(for text: String, times: Int = 1) throws -> String {
    try wait("'\(text)'") { $0.components(separatedBy: text).count > times }
  }

  /// Waits until the last row is an empty prompt, with nothing else going on.
  @discardableResult public func waitForPrompt() throws -> String {
    try wait("a prompt") { $0.hasSuffix("\n>\n") || $0 == ">\n" }
  }

  /// Waits until the program has ended, and gives what the window shows then.
  @discardableResult public func waitForEnd(status: Int32 = 0) throws -> String {
    try wait("the end") { $0.contains("[left with \(status)]") }
  }
}
