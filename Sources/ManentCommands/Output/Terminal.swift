import ManentCore
import ManentTerminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard output and standard error, and what they can show.
struct Terminal: Sendable {
  /// Whether standard input is a terminal.
  let readsFromTerminal: Bool
  /// Whether standard output is a terminal.
  let writesToTerminal: Bool
  /// Whether standard error is a terminal.
  let reportsToTerminal: Bool

  /// What the process was started with.
  init() {
    readsFromTerminal = isatty(STDIN_FILENO) == 1
    writesToTerminal = isatty(STDOUT_FILENO) == 1
    reportsToTerminal = isatty(STDERR_FILENO) == 1
  }

  /// Whether somebody is there to answer a question.
  var isInteractive: Bool { readsFromTerminal && reportsToTerminal }

  /// How many columns standard output or standard error has; 80 when there is no telling.
  var width: Int { WindowSize.current.columns }

  /// Writes text to standard output at once.
  func write(_ text: String) throws { try Self.write(text, to: STDOUT_FILENO, named: "standard output") }

  /// Writes UTF-8 text to standard output at once.
  func write(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { try Self.write($0, to: STDOUT_FILENO, named: "standard output") }
  }

  /// Writes a line to standard output.
  func line(_ text: String = "") throws { try write(text + "\n") }

  /// Writes a line to standard error. One that cannot be written is of no consequence.
  func report(_ line: String) { try? Self.write(line + "\n", to: STDERR_FILENO, named: "standard error") }

  /// Writes to standard error without a line's end.
  func reportPiece(_ text: String) { try? Self.write(text, to: STDERR_FILENO, named: "standard error") }

  /// Text with what a terminal would obey (escape sequences, other control characters) made visible: what comes from
  /// a workspace may come from a stranger. Line feeds and tabs stay.
  static func inert(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 }))
  }

  /// The same on one line.
  static func inertLine(_ text: String) -> String {
    inert(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F..<0xA0: true
    // Marks that turn the direction of text around can make it read as something else.
    case 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
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
struct OutputError: ManentError {
  /// The stream.
  var stream: String
  /// Whether the reader has gone away, as `head` does.
  var isClosed: Bool

  var description: String { "cannot write to \(stream)" }
}
