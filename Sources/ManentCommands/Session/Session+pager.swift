import ManentCommandLine
import ManentCore
import ManentTerminal

extension Session {
  /// Prints text on the terminal, or lets the user read it in the pager: `PAGER`, else `less`, else `more`.
  func show(_ text: String, inPager: Bool) throws {
    guard inPager, terminal.writesToTerminal, looks.canMove else { return try terminal.write(text) }
    let own = invocation.environment["PAGER"] ?? ""
    let program = own.isEmpty ? "if command -v less >/dev/null; then less; else more; fi" : own
    // As git does: colours are shown, and what fits the screen is printed.
    let status = try TerminalProgram.run(
      "LESS=${LESS-FRX} LV=${LV--c}; export LESS LV; \(program)", reading: Array(text.utf8))
    guard status == 0 else {
      terminal.report("manent: the pager '\(own.isEmpty ? "less" : own)' ended with status \(status)")
      return try terminal.write(text)
    }
  }
}
