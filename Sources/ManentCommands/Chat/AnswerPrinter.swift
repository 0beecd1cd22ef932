import ManentChat
import ManentExchange
import ManentWorkspace

/// Prints an answer as it comes, then the sources that it quotes.
final class AnswerPrinter {
  private let session: Session
  private let streams: Bool
  private var hasPrinted = false

  /// A printer; without `streams` nothing is printed before the answer is whole.
  init(_ session: Session, streams: Bool) {
    self.session = session
    self.streams = streams
  }

  /// Takes a piece of the answer.
  func emit(_ piece: String) throws {
    guard streams else { return }
    session.finishProgress()
    try session.terminal.write(Terminal.inert(piece))
    hasPrinted = true
  }

  /// Ends the answer.
  func finish(_ result: TurnResult) throws {
    if !hasPrinted { try session.terminal.write(Terminal.inert(result.message.content)) }
    try session.terminal.line()
    let cited = result.message.sources.enumerated().filter { !$0.element.quotes.isEmpty }
    guard !cited.isEmpty else { return }
    try session.terminal.line()
    for (index, source) in cited { try session.say("[\(index + 1)] \(SourceText.citation(source))") }
  }
}
