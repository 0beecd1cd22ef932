import ManentCore
import ManentFormats
import ManentHTTP
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Notes requests, a line of JSON each: when, from where, which path, with what end. Nothing of a question, an answer, a
/// query or a token is in it.
final class AccessLog: Sendable {
  private let path: Path?
  /// The open file; -1 when nothing is noted.
  private let descriptor: Mutex<Int32>

  init(_ path: String?) throws {
    self.path = path.flatMap { $0 == "-" ? nil : Path($0).absolute(from: Platform.currentFolder) }
    descriptor = Mutex(path == nil ? -1 : STDERR_FILENO)
    try reopen()
  }

  deinit { descriptor.withLock { if $0 > 2 { close($0) } } }

  /// Opens the file anew, as a program that moves old logs away asks for.
  func reopen() throws {
    guard let path else { return }
    let number = open(path.string, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard number >= 0 else { throw FileError("open", path, code: errno) }
    let old = descriptor.withLock { descriptor in
      defer { descriptor = number }
      return descriptor
    }
    if old > 2 { close(old) }
  }

  func note(_ record: HTTPRecord) {
    guard descriptor.withLock({ $0 }) >= 0 else { return }
    let line: JSON = [
      "time": .string(Timestamp.now.description), "peer": .string(record.peer), "method": .string(record.method),
      "path": .string(Self.plain(record.path)), "status": JSON(record.status), "received": JSON(record.received),
      "sent": JSON(record.sent), "ms": JSON(Double(record.microseconds / 10) / 100), "left": JSON(record.wasLeft),
    ]
    let bytes = Array((line.serialized() + "\n").utf8)
    // A log that cannot be written keeps nobody from an answer.
    descriptor.withLock { descriptor in _ = write(descriptor, bytes, bytes.count) }
  }

  /// A path without codes of links.
  private static func plain(_ path: String) -> String {
    for prefix in ["/login/", "/share/"] where path.hasPrefix(prefix) { return prefix + "…" }
    return path
  }
}
