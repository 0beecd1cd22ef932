import ManentChat
import ManentCommandLine
import ManentExchange
import ManentRecords
import ManentTerminal

/// Prints an answer as it comes, then the sources that it quotes: laid out on a terminal, as it is elsewhere.
final class AnswerPrinter {
  private let session: Session
  private let streams: Bool
  private var display: MarkdownDisplay?
  private var hasPrinted = false
  private var hasEnded = false

  /// A printer; without `streams` nothing is printed before the answer is whole.
  init(_ session: Session, streams: Bool) {
    self.session = session
    self.streams = streams
    display = session.looks.markdown(isWanted: !session.invocation.isSet(GlobalOptions.noMarkdown))
  }

  /// Takes a piece of the answer.
  func emit(_ piece: String) throws {
    guard streams, !piece.isEmpty else { return }
    if !hasPrinted { session.finishProgress() }
    try write(piece)
    hasPrinted = true
  }

  /// Shows what is still missing of an answer that is whole.
  func complete(_ content: String) throws {
    guard !hasEnded, !session.wantsJSON else { return }
    session.finishProgress()
    if !hasPrinted { try write(content) }
    hasPrinted = true
    try endText()
  }

  /// Ends the answer.
  func finish(_ result: TurnResult) throws {
    try complete(result.message.content)
    let cited = result.message.sources.enumerated().filter { !$0.element.quotes.isEmpty }
    guard !cited.isEmpty else { return }
    try session.terminal.line()
    for (index, source) in cited { try session.say("[\(index + 1)] \(SourceText.citation(source))") }
  }

  /// Ends what had come of an answer that does not come to its end.
  func breakOff() throws {
    guard hasPrinted, !hasEnded else { return }
    try endText()
  }

  private func write(_ piece: String) throws {
    let text = Terminal.inert(piece)
    guard display != nil else { return try session.terminal.write(text) }
    display?.width = WindowSize.current.columns
    try session.terminal.write(display?.take(text) ?? "")
  }

  private func endText() throws {
    hasEnded = true
    guard display != nil else { return try session.terminal.line() }
    try session.terminal.write(display?.finish() ?? "")
  }
}
