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
    var attributes = Attributes()
    #if canImport(Darwin)
      var held: posix_spawnattr_t?
    #else
      var held = posix_spawnattr_t()
    #endif
    posix_spawnattr_init(&held)
    defer { posix_spawnattr_destroy(&held) }
    // This process is not ended by a reader that goes away; the editor decides that for itself.
    sigaddset(&attributes.signals, SIGPIPE)
    posix_spawnattr_setsigdefault(&held, &attributes.signals)
    posix_spawnattr_setflags(&held, Int16(POSIX_SPAWN_SETSIGDEF))
    var number: pid_t = 0
    let words = ["sh", "-c", "\(command) \"$@\"", command, file.string]
    var pointers = words.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    let code = posix_spawn(&number, "/bin/sh", nil, &held, &pointers, environ)
    guard code == 0 else { throw FileError("start", "/bin/sh", code: code) }
    var status: Int32 = 0
    guard retryingInterrupts({ waitpid(number, &status, 0) }) == number else {
      throw FileError("wait for", "/bin/sh", code: errno)
    }
    Interruption.reset()
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  private struct Attributes {
    var signals = sigset_t()
    init() { sigemptyset(&signals) }
  }
}
