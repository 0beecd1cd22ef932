import ManentCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard output and standard error, and what they can show.
package struct Terminal: Sendable {
  /// Whether standard input is a terminal.
  package let readsFromTerminal: Bool
  /// Whether standard output is a terminal.
  package let writesToTerminal: Bool
  /// Whether standard error is a terminal.
  package let reportsToTerminal: Bool

  /// What the process was started with.
  package init() {
    readsFromTerminal = isatty(STDIN_FILENO) == 1
    writesToTerminal = isatty(STDOUT_FILENO) == 1
    reportsToTerminal = isatty(STDERR_FILENO) == 1
  }

  /// Whether somebody is there to answer a question.
  package var isInteractive: Bool { readsFromTerminal && reportsToTerminal }

  /// How many columns standard output or standard error has; 80 when there is no telling.
  package var width: Int { WindowSize.current.columns }

  /// Writes text to standard output at once.
  package func write(_ text: String) throws { try Self.write(text, to: STDOUT_FILENO, named: "standard output") }

  /// Writes UTF-8 text to standard output at once.
  package func write(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { try Self.write($0, to: STDOUT_FILENO, named: "standard output") }
  }

  /// Writes a piece of UTF-8 text from a workspace to standard output: on a terminal nothing in it is obeyed.
  ///
  /// - Parameter isJSON: whether what is obeyed can be written as an escape of JSON, so that the value stays the same.
  package func writeInert(_ bytes: [UInt8], isJSON: Bool) throws {
    guard writesToTerminal else { return try write(bytes) }
    let text = String(decoding: bytes, as: UTF8.self)
    try write(isJSON ? InertText.ofJSON(text) : InertText.of(text))
  }

  /// Writes a line to standard output.
  package func line(_ text: String = "") throws { try write(text + "\n") }

  /// Writes a line to standard error. One that cannot be written is of no consequence.
  package func report(_ line: String) { try? Self.write(line + "\n", to: STDERR_FILENO, named: "standard error") }

  /// Writes to standard error without a line's end.
  package func reportPiece(_ text: String) { try? Self.write(text, to: STDERR_FILENO, named: "standard error") }

  /// Text with what a terminal would obey, or would not show, made visible: what comes from a workspace may come from a
  /// stranger. Line feeds and tabs stay.
  package static func inert(_ text: String) -> String { InertText.of(text) }

  /// The same on one line.
  package static func inertLine(_ text: String) -> String {
    inert(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func write(_ text: String, to descriptor: Int32, named name: String) throws {
    var text = text
    try text.withUTF8 { try write(UnsafeRawBufferPointer($0), to: descriptor, named: name) }
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, named name: String) throws {
    var written = 0
    while written < bytes.count {
      let count = Platform.write(descriptor, bytes[written...])
      guard count > 0 else { throw OutputError(stream: name, isClosed: Platform.lastErrorIsBrokenPipe) }
      written += count
    }
  }
}

/// Output that could not be written.
package struct OutputError: ManentError {
  /// The stream.
  package var stream: String
  /// Whether the reader has gone away, as `head` does.
  package var isClosed: Bool

  /// An error from its facts.
  package init(stream: String, isClosed: Bool) {
    self.stream = stream
    self.isClosed = isClosed
  }

  package var description: String { "cannot write to \(stream)" }
}
