import ManentChat
import ManentCommandLine
import ManentCore
import ManentDocuments
import ManentPlugins
import ManentRecords
import ManentSync
import ManentTerminal
import ManentWorkspace

/// What every command works with: the invocation, the terminal and, when it is asked for, the workspace.
struct Session {
  let invocation: Invocation
  let terminal: Terminal
  /// Who can answer, kept for the whole command so that a plugin is started once.
  let providers: Providers
  /// What standard output can show.
  let looks: TerminalLooks
  let progress: ProgressBar

  init(_ invocation: Invocation) {
    self.invocation = invocation
    terminal = Terminal()
    looks = TerminalLooks(terminal, environment: invocation.environment)
    providers = Providers { PluginFinder(environment: invocation.environment) }
    progress = ProgressBar(on: terminal)
  }

  /// Whether data is to be printed as JSON.
  var wantsJSON: Bool { invocation[GlobalOptions.json] }

  /// Where workspaces are looked for.
  var locator: WorkspaceLocator { WorkspaceLocator(environment: invocation.environment) }

  /// What a workspace takes from outside: this process.
  var surroundings: Surroundings {
    let (terminal, progress) = (terminal, progress)
    var surroundings = Surroundings(
      environment: invocation.environment, device: Platform.hostName,
      notify: { notice in
        progress.clear()
        terminal.report("manent: " + Terminal.inert(notice))
      },
      report: { progress.show($0) }, tidyInBackground: BackgroundPacking.start)
    if canAsk { surroundings.ask = confirms }
    let (environment, notify) = (invocation.environment, surroundings.notify)
    surroundings.purged = { chats in
      guard let history = LineHistory.ofMachine(environment) else { return }
      do throws(FileError) {
        try history.remove(typedIn: chats)
      } catch {
        notify("\(history.path) still holds what was typed in purged chats: \(error)")
      }
    }
    return surroundings
  }

  /// The command's workspace; the user's own is made on first use, with a line that says so.
  func workspace() throws -> Workspace {
    let workspace = try openedWorkspace()
    try workspace.installMergeDriver(Platform.executable)
    return workspace
  }

  /// The command's workspace, of which one that leaves nothing was opened to look at its settings.
  func workspace(keeping look: Workspace) throws -> Workspace {
    tellUnusableHome()
    let workspace = try look.kept()
    try workspace.installMergeDriver(Platform.executable)
    return workspace
  }

  private func tellUnusableHome() {
    guard locator.hasUnusableHome else { return }
    terminal.report(
      "manent: HOME is no whole path ('\(Terminal.inertLine(invocation.environment["HOME"] ?? ""))'); "
        + "taking \(locator.userHome), as the system says")
  }

  private func openedWorkspace() throws -> Workspace {
    tellUnusableHome()
    switch try locator.locate(invocation[GlobalOptions.workspace]) {
    case .existing(let root):
      return try Workspace.open(root, surroundings: surroundings)
    case .firstUse(let root):
      do {
        let workspace = try Workspace.create(at: root, from: .shipped(), surroundings: surroundings)
        progress.clear()
        terminal.report("manent: made your workspace '\(workspace.name)' in \(root)")
        return workspace
      } catch let error as WorkspaceError where error.code == .exists && WorkspaceLocator.isWorkspace(root) {
        // Another first command was quicker.
        return try Workspace.open(root, surroundings: surroundings)
      }
    }
  }

  /// Whether there is somebody to ask.
  var canAsk: Bool { terminal.readsFromTerminal && terminal.reportsToTerminal }

  /// Asks the user on the terminal; `false` where there is nobody to ask, as in a script.
  func confirms(_ question: String) throws -> Bool {
    guard canAsk else { return false }
    progress.clear()
    terminal.reportPiece("\(Terminal.inert(question)) [y/N] ")
    let answer = try readAnswer()?.lowercased().filter { !$0.isWhitespace }
    return ["y", "yes"].contains(answer)
  }

  /// The line that the user types; `nil` at the end of the input.
  ///
  /// - Throws: `Interruption` for Ctrl-C, which is an answer of its own.
  func readAnswer() throws -> String? {
    do throws(FileError) {
      return try StandardInput.readLine()
    } catch {
      guard error.isInterruption else { throw error }
      // The terminal has shown ^C behind the question.
      terminal.report("")
      throw Interruption()
    }
  }

  /// Takes the progress bar away, once the work is done.
  func finishProgress() { progress.clear() }

  /// Prints text for people, with what a terminal would obey made visible.
  func say(_ text: String) throws {
    progress.clear()
    try terminal.line(Terminal.inert(text))
  }

  /// Prints prose for people, broken between words where a terminal is too narrow for it.
  func sayProse(_ text: String) throws {
    let width = terminal.writesToTerminal ? WindowSize.current.columns : nil
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      for row in WrappedText.rows(Terminal.inert(String(line)), width: width) { try say(row) }
    }
  }

  /// Prints rows that were laid out, in which nothing is obeyed but their styles.
  func sayLaid(_ rows: String) throws {
    progress.clear()
    try terminal.write(rows)
  }
}
