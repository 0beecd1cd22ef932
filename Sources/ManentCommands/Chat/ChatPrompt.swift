import ManentChat
import ManentCore
import ManentWorkspace

/// The plain prompt: a line is a message.
struct ChatPrompt {
  private let session: Session
  private let request: TurnRequest

  /// A prompt whose turns are like `request`, each with its own message.
  init(_ session: Session, request: TurnRequest) {
    self.session = session
    self.request = request
  }

  /// Talks until the end of the input, `/exit` or `/quit`.
  func run() throws {
    let workspace = try session.workspace()
    workspace.allowsSecrets = session.invocation[GlobalOptions.allowsSecrets]
    var next = request
    session.terminal.report("\(workspace.name), answered by \(workspace.settings.provider). /exit or Ctrl-D leaves.")
    while true {
      session.terminal.reportPiece("> ")
      guard let line = try readLine() else { break }
      let text = line.filter { !$0.isWhitespace }
      if text.isEmpty { continue }
      if ["/exit", "/quit"].contains(text) { break }
      next.message = line
      let printer = AnswerPrinter(session, streams: true)
      do {
        let result = try Conversation(in: workspace, providers: session.providers).take(next, emit: printer.emit)
        try printer.finish(result)
        // However the first turn found its chat, the following ones stay in it.
        if let chat = result.chat { next.destination = .chat(chat) }
      } catch is Interruption {
        Interruption.reset()
        session.terminal.report("\nmanent: stopped; what had come is kept")
      } catch let error as any ManentError {
        session.terminal.report("manent: " + Terminal.inert("\(error)"))
      }
    }
    session.terminal.report("")
    try workspace.commitPending()
  }

  /// The next line; Ctrl-C drops the one that is being typed.
  private func readLine() throws -> String? {
    while true {
      do throws(FileError) {
        return try StandardInput.readLine()
      } catch {
        guard error.isInterruption else { throw error }
        Interruption.reset()
        session.terminal.reportPiece("\n> ")
      }
    }
  }
}
