import CSystem

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A program that takes over the terminal until it ends, such as the user's editor.
public enum TerminalProgram {
  private static let shell: Path = "/bin/sh"

  /// Runs a shell's command line with a file as its last word, on this process's own input, output and errors, and waits
  /// for its end. Ctrl-C is the program's meanwhile.
  ///
  /// - Parameters:
  ///   - command: what the user put in `VISUAL` or `EDITOR`: a program, and words for it.
  ///   - file: the last word, whatever characters it has.
  /// - Returns: the exit status; 128 and the signal's number when a signal ended it.
  /// - Throws: `FileError` when no shell can be started.
  public static func run(_ command: String, on file: Path) throws(FileError) -> Int32 {
    try start(["sh", "-c", "\(command) \"$@\"", command, file.string], input: nil)
  }

  /// Runs a shell's command line that reads a text, on this process's own output and errors, and waits for its end.
  /// Ctrl-C is the program's meanwhile. A program that does not read to the end is none the worse for it.
  ///
  /// - Parameters:
  ///   - command: what the user put in `PAGER`: a program, and words for it.
  ///   - text: what it reads.
  /// - Returns: the exit status; 128 and the signal's number when a signal ended it.
  /// - Throws: `FileError` when no shell can be started.
  public static func run(_ command: String, reading text: [UInt8]) throws(FileError) -> Int32 {
    try start(["sh", "-c", command], input: text)
  }

  private static func start(_ words: [String], input: [UInt8]?) throws(FileError) -> Int32 {
    // The terminal's Ctrl-C reaches both processes; it is not meant for this one.
    let ignored = SignalAction(ignoring: SIGINT)
    defer { ignored.restore() }
    let number: Int32
    if let input {
      let pipe = try Pipe(named: shell)
      number = try spawn(words, reading: pipe.reading.number)
      write(input, to: pipe.intoWriting())
    } else {
      number = try spawn(words, reading: STDIN_FILENO)
    }
    var status: Int32 = 0
    guard retryingInterrupts({ waitpid(number, &status, 0) }) == number else {
      throw FileError("wait for", shell, code: errno)
    }
    Interruption.reset()
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  private static func spawn(_ words: [String], reading input: Int32) throws(FileError) -> Int32 {
    var actions = SpawnActions()
    defer { actions.free() }
    for (target, stream) in [input, STDOUT_FILENO, STDERR_FILENO].enumerated() {
      actions.give(stream, as: Int32(target))
    }
    actions.closeOthers()
    // This process is not ended by a reader that goes away; the program decides that for itself.
    var attributes = SpawnAttributes(heeding: [SIGPIPE, SIGINT])
    defer { attributes.free() }
    var number: pid_t = 0
    // What lies in the current folder may be a stranger's, whatever the search path says.
    var environment = Platform.environment
    if let search = environment["PATH"] {
      let folders = ProgramCall.folders(of: search)
      // An empty path means the current folder to a shell.
      environment["PATH"] = folders.isEmpty ? "/usr/bin:/bin" : folders.joined(separator: ":")
    }
    let variables = environment.map { "\($0.key)=\($0.value)" }
    let code = ChildProcess.withCStrings(words) { words in
      ChildProcess.withCStrings(variables) { variables in
        posix_spawn(&number, shell.string, &actions.value, &attributes.value, words, variables)
      }
    }
    guard code == 0 else { throw FileError("start", shell, code: code) }
    return number
  }

  /// Writes as long as there is a reader, and closes the file.
  private static func write(_ bytes: [UInt8], to file: consuming OwnedDescriptor) {
    // A program that does not read to the end has not failed.
    bytes.withUnsafeBytes { bytes in try? file.write(bytes) }
  }
}
