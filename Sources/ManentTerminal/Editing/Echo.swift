#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the terminal itself shows of the keys that are pressed.
public enum Echo {
  /// Runs `body` while keys are not shown: what is typed ahead is kept for whoever reads next, and does not get into
  /// what `body` writes.
  public static func off<Result>(during body: () throws -> Result) rethrows -> Result {
    var before = termios()
    guard tcgetattr(STDIN_FILENO, &before) == 0 else { return try body() }
    var silent = before
    silent.c_lflag &= ~tcflag_t(ECHO | ECHONL)
    tcsetattr(STDIN_FILENO, TCSANOW, &silent)
    defer { tcsetattr(STDIN_FILENO, TCSANOW, &before) }
    return try body()
  }
}
