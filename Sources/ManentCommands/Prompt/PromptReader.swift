import ManentCommandLine
import ManentCore
import ManentTerminal

/// Reads what is typed at the prompt: with editing and history where the terminal can, else plain lines.
final class PromptReader {
  private let session: Session
  private let editor: LineEditor?
  private let history: LineHistory?
  /// What was typed and is not in the history's file yet.
  private var unkept: [String] = []

  /// A reader; without `keepsHistory` nothing of what is typed is put into a file.
  init(_ session: Session, keepsHistory: Bool) {
    self.session = session
    let environment = session.invocation.environment
    editor = session.terminal.writesToTerminal ? LineEditor(environment: environment) : nil
    let file = LineHistory.ofMachine(environment)
    for entry in editor == nil ? [] : file?.entries() ?? [] { editor?.remember(entry) }
    history = keepsHistory && editor != nil ? file : nil
  }

  /// Finds what a word that is being typed can be.
  var complete: (String) -> LineCompletion {
    get { editor?.complete ?? { _ in LineCompletion() } }
    set { editor?.complete = newValue }
  }

  /// Reads a line.
  func readLine(isContinued: Bool) throws -> LineEditor.Input {
    let prompt = isContinued ? "… " : "> "
    if let editor { return editor.readLine(prompt: prompt) }
    session.terminal.reportPiece(prompt)
    do throws(FileError) {
      return try StandardInput.readLine().map { .line($0) } ?? .end
    } catch {
      guard error.isInterruption else { throw error }
      Interruption.reset()
      session.terminal.reportPiece("\n")
      return .cancelled
    }
  }

  /// Runs `body`, which shows an answer: what is typed meanwhile waits for the next prompt.
  func whileAnswering<Result>(_ body: () throws -> Result) rethrows -> Result {
    editor == nil ? try body() : try Echo.off(during: body)
  }

  /// Makes an entry one that can be found again.
  func remember(_ entry: String) {
    editor?.remember(entry)
    unkept.append(entry)
  }

  /// Writes to the file what is not there yet; not while somebody waits for an answer.
  ///
  /// - Parameter chat: the id of the chat that it was typed in.
  func keepHistory(in chat: String?) {
    for entry in unkept { history?.add(entry, in: chat) }
    unkept = []
  }
}
