#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How large the terminal is.
public struct WindowSize: Sendable, Equatable {
  /// Places in a row.
  public var columns: Int
  /// Rows.
  public var rows: Int

  /// A size from its parts.
  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }

  /// That of standard output or standard error, now; 80 columns and 24 rows when there is no telling.
  public static var current: WindowSize {
    var size = winsize()
    for descriptor in [STDOUT_FILENO, STDERR_FILENO]
    where ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 {
      return WindowSize(columns: Int(size.ws_col), rows: max(1, Int(size.ws_row)))
    }
    return WindowSize(columns: 80, rows: 24)
  }
}
