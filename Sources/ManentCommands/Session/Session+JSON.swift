import ManentCore
import ManentFormats
import ManentTerminal

extension Session {
  /// Prints a value as JSON: readable on a terminal, one line in a pipe.
  func print(_ value: JSON) throws {
    finishProgress()
    try terminal.line(terminal.writesToTerminal ? InertText.ofJSON(value.pretty()) : value.serialized())
  }
}
