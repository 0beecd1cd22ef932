import Dispatch
import ManentChat
import ManentRecords
import ManentTerminal
import Synchronization

/// Who answers, in which chat, with how much of it and for how long: shown in one row while an answer is waited for,
/// and below it when it is there.
final class StatusLine: Sendable {
  private struct State: Sendable {
    var parts: (provider: String, title: String, context: String) = ("", "", "")
    var isShown = false
    var isOver = false
  }

  private let state = Mutex(State())
  private let terminal: Terminal
  private let looks: TerminalLooks
  private let entered: ContinuousClock.Instant

  /// A status line for an answer to what was entered at a moment. Nothing is shown where the terminal cannot take it
  /// back.
  init(_ session: Session, since entered: ContinuousClock.Instant) {
    terminal = session.terminal
    looks = session.looks
    self.entered = entered
  }

  /// Begins to wait: the row is shown when nothing has come after a moment, and counts the time.
  func begin(_ start: TurnStart) {
    let sent = start.context.messages
    let all = start.context.all
    let context = sent < all ? "\(sent) of \(all) messages" : sent == 1 ? "1 message" : "\(sent) messages"
    let title = start.chat?.settings.title ?? ""
    state.withLock { $0.parts = (start.provider, title, context) }
    guard looks.canMove else { return }
    draw(after: .milliseconds(300))
  }

  private func draw(after delay: DispatchTimeInterval) {
    DispatchQueue.global().asyncAfter(deadline: .now() + delay) { [weak self] in
      guard let self, draw() else { return }
      draw(after: .milliseconds(200))
    }
  }

  /// Draws the row, unless it is not wanted any more.
  private func draw() -> Bool {
    state.withLock { state in
      guard !state.isOver else { return false }
      let text = row(state, isWaiting: true)
      try? terminal.write("\r" + looks.faint(text) + "\u{1B}[K")
      state.isShown = true
      return true
    }
  }

  /// Takes the row away, for good.
  func hide() {
    state.withLock { state in
      guard !state.isOver else { return }
      state.isOver = true
      if state.isShown { try? terminal.write("\r\u{1B}[K") }
    }
  }

  /// Shows the row below the answer.
  ///
  /// - Parameter title: what the chat is called by now.
  func finish(_ title: String?) {
    guard looks.canMove else { return }
    let text = state.withLock { state in
      if let title { state.parts.title = title }
      return row(state, isWaiting: false)
    }
    try? terminal.write("\n" + looks.faint(text) + "\n")
  }

  private func row(_ state: State, isWaiting: Bool) -> String {
    let tenths = Int(((.now - entered) / .milliseconds(100)).rounded())
    let time = "\(tenths / 10).\(tenths % 10) s"
    let end = [state.parts.context, time] + (isWaiting ? ["Ctrl-C stops"] : [])
    let tail = end.joined(separator: " · ")
    let width = WindowSize.current.columns - 1
    // The title gives way first.
    let room = width - DisplayWidth.of("\(state.parts.provider) ·  · \(tail)")
    let title = Terminal.inertLine(state.parts.title)
    let middle = title.isEmpty || room < 8 ? "" : TextCut.to(room, title) + " · "
    return TextCut.to(width, "\(Terminal.inertLine(state.parts.provider)) · \(middle)\(tail)")
  }
}
