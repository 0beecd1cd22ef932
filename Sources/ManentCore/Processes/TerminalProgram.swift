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
    var attributes = Attributes()
    #if canImport(Darwin)
      var held: posix_spawnattr_t?
    #else
      var held = posix_spawnattr_t()
    #endif
    posix_spawnattr_init(&held)
    defer { posix_spawnattr_destroy(&held) }
    // This process is not ended by a reader that goes away; the editor decides that for itself.
    for number in [SIGPIPE, SIGINT] { sigaddset(&attributes.signals, number) }
    posix_spawnattr_setsigdefault(&held, &attributes.signals)
    posix_spawnattr_setflags(&held, Int16(POSIX_SPAWN_SETSIGDEF))
    var number: pid_t = 0
    var pointers = words.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var ends: [Int32] = [-1, -1]
    if input != nil {
      guard pipe(&ends) == 0 else { throw FileError("make", "a pipe", code: errno) }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
    }
    // The terminal's Ctrl-C reaches both processes; it is not meant for this one.
    var ignoring = sigaction()
    var before = sigaction()
    #if canImport(Darwin)
      ignoring.__sigaction_u.__sa_handler = SIG_IGN
    #else
      ignoring.__sigaction_handler.sa_handler = SIG_IGN
    #endif
    sigaction(SIGINT, &ignoring, &before)
    defer { sigaction(SIGINT, &before, nil) }
    let code = posix_spawn(&number, "/bin/sh", &actions, &held, &pointers, environ)
    if let input {
      close(ends[0])
      if code == 0 { input.withUnsafeBytes { write($0, to: ends[1]) } }
      close(ends[1])
    }
    guard code == 0 else { throw FileError("start", "/bin/sh", code: code) }
    var status: Int32 = 0
    guard retryingInterrupts({ waitpid(number, &status, 0) }) == number else {
      throw FileError("wait for", "/bin/sh", code: errno)
    }
    Interruption.reset()
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  /// Writes as long as there is a reader.
  private static func write(_ bytes: UnsafeRawBufferPointer, to number: Int32) {
    var written = 0
    while written < bytes.count {
      let count = Platform.write(number, bytes[written...])
      guard count > 0 else { return }
      written += count
    }
  }

  private struct Attributes {
    var signals = sigset_t()
    init() { sigemptyset(&signals) }
  }
}
