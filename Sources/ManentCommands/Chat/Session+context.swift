import ManentChat
import ManentTerminal

extension Session {
  /// Tells what of a chat is not sent, where a provider sees any of it.
  func tell(_ start: TurnStart) {
    guard start.readsChat, let notice = start.context.notice else { return }
    progress.clear()
    terminal.report("manent: \(notice)")
  }
}
