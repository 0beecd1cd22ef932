#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A call to the file system that failed.
public struct FileError: ManentError, Equatable {
  /// What was tried, as a verb: `open`, `write`, `rename`.
  public var operation: String
  /// What it was tried on.
  public var path: Path
  /// The system's number for the reason (`errno`).
  public var code: Int32

  /// The number of «nothing is there».
  public static let notFoundCode = ENOENT

  /// The number of «a folder is there».
  public static let isFolderCode = EISDIR

  /// The number of «a pipe, a socket or a device is there», of which `open(2)` says it for some.
  public static let notRegularCode = ENXIO

  /// An error from its facts.
  public init(_ operation: String, _ path: Path, code: Int32) {
    self.operation = operation
    self.path = path
    self.code = code
  }

  /// The system's words for the reason, such as `No space left on device`.
  public var reason: String {
    switch code {
    case ELOOP: "it is a link, which is not followed"
    case Self.notRegularCode: "it is not a regular file"
    default: String(cString: strerror(code))
    }
  }

  /// One line: what failed, where and why.
  public var description: String { "cannot \(operation) \(path): \(reason)" }

  /// Whether the reason is that nothing is there.
  public var isNotFound: Bool { code == ENOENT || code == ENOTDIR }
  /// Whether the reason is a missing right or a file system mounted for reading only.
  public var isPermission: Bool { code == EACCES || code == EPERM || code == EROFS }
  /// Whether the reason is a signal, such as that of Ctrl-C.
  public var isInterruption: Bool { code == EINTR }
  /// Whether the reason is a full disk or a used-up quota.
  public var isFull: Bool { code == ENOSPC || code == EDQUOT }
}
