import ManentTerminal
import ManentWorkspace

/// Shows on standard error how far long work has come; on a terminal only.
final class ProgressBar {
  private let terminal: Terminal
  private var isShown = false
  /// A row that has to be out of the way before anything else is shown.
  var overlay: StatusLine?

  init(on terminal: Terminal) { self.terminal = terminal }

  /// Draws the state in place of the one before.
  func show(_ progress: Surroundings.Progress) {
    guard terminal.reportsToTerminal, progress.total > 0 else { return }
    let width = max(10, min(40, terminal.width - 40))
    let filled = width * progress.done / progress.total
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    terminal.reportPiece("\r\(progress.activity) \(bar) \(progress.done)/\(progress.total) ")
    isShown = true
  }

  /// Takes the bar away, so that a line can be written.
  func clear() {
    overlay?.hide()
    guard isShown else { return }
    terminal.reportPiece("\r\u{1B}[K")
    isShown = false
  }
}
