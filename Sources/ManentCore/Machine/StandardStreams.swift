#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the process was given to read.
public enum StandardInput {
  /// Everything up to the end.
  public static func readToEnd(limit: Int = .max) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    while let piece = try read(atMost: 1 << 16) {
      bytes += piece
      if bytes.count > limit { throw FileError("read", "standard input", code: EFBIG) }
    }
    return bytes
  }

  /// The next line without its line feed, or `nil` at the end.
  ///
  /// - Throws: `FileError` with `EINTR` when a signal (Ctrl-C) came before the line was finished.
  public static func readLine() throws(FileError) -> String? {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      // One byte at a time, so that nothing after the line is taken from whoever reads next.
      let count = Platform.readOnce(STDIN_FILENO, &byte)
      if count == 0 { return line.isEmpty ? nil : String(decoding: line, as: UTF8.self) }
      guard count > 0 else { throw FileError("read", "standard input", code: errno) }
      if byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
      line.append(byte)
    }
  }

  /// The next line, typed on a terminal that does not show it. However this ends, the terminal shows again what is
  /// typed.
  ///
  /// - Throws: `FileError` with `EINTR` when a signal (Ctrl-C) came before the line was finished.
  public static func readSecretLine() throws(FileError) -> String? {
    var shown = termios()
    guard tcgetattr(STDIN_FILENO, &shown) == 0 else { throw FileError("read", "standard input", code: errno) }
    var hidden = shown
    hidden.c_lflag &= ~tcflag_t(ECHO)
    guard tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden) == 0 else {
      throw FileError("read", "standard input", code: errno)
    }
    defer { tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown) }
    return try readLine()
  }

  private static func read(atMost limit: Int) throws(FileError) -> [UInt8]? {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      var read = -1
      repeat {
        read = Platform.read(STDIN_FILENO, UnsafeMutableRawBufferPointer(buffer))
      } while read < 0 && errno == EINTR && !Interruption.isRequested
      if read < 0 { failure = errno }
      count = max(0, read)
    }
    guard failure == 0 else { throw FileError("read", "standard input", code: failure) }
    return bytes.isEmpty ? nil : bytes
  }
}

extension Platform {
  /// `write(2)`, repeated when a signal cuts it short.
  public static func write(_ descriptor: Int32, _ bytes: Slice<UnsafeRawBufferPointer>) -> Int {
    retryingInterrupts { systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: bytes)) }
  }

  /// Whether the last call failed because nobody reads the pipe any more.
  public static var lastErrorIsBrokenPipe: Bool { errno == EPIPE }

  static func read(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    systemRead(descriptor, buffer)
  }

  static func readOnce(_ descriptor: Int32, _ byte: inout UInt8) -> Int {
    withUnsafeMutableBytes(of: &byte) { systemRead(descriptor, $0) }
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}

extension StandardInput {
  /// Whether somebody has put something there to read: a pipe, a file or a socket, and not the null device.
  public static var isPiped: Bool {
    var buffer = stat()
    guard fstat(STDIN_FILENO, &buffer) == 0 else { return false }
    let kind = buffer.st_mode & S_IFMT
    return kind == S_IFIFO || kind == S_IFREG || kind == S_IFSOCK
  }
}
