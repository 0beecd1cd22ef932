#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that is written piece by piece and appears under its name only when it is whole.
///
/// What has the name already keeps its permissions; a link is followed. What is no regular file (`/dev/stdout`, a
/// pipe) is written as it is: it cannot be replaced.
public final class AtomicFile {
  private let target: Path
  /// Where the file is until it is whole; `nil` for what is written as it is.
  private let temporary: Path?
  private let file: OwnedDescriptor

  /// Begins a file that is to be at `target`.
  ///
  /// - Parameters:
  ///   - target: the file.
  ///   - mode: the permissions of one that is not there yet.
  public init(at target: Path, mode: UInt32 = 0o644) throws(FileError) {
    let status = try Files.statusFollowingLinks(target)
    if let status, status.kind != .file {
      self.target = target
      temporary = nil
      file = try OwnedDescriptor(opening: target, flags: O_WRONLY)
      return
    }
    self.target = status == nil ? target : try Files.resolvingLinks(target)
    let temporary = Files.temporaryPath(beside: self.target)
    self.temporary = temporary
    do {
      file = try OwnedDescriptor(opening: temporary, flags: O_WRONLY | O_CREAT | O_EXCL, mode: status?.mode ?? mode)
    } catch {
      throw FileError("write", target, code: error.code)
    }
  }

  /// Adds text.
  public func write(_ text: String) throws {
    var text = text
    try text.withUTF8 { try file.write(UnsafeRawBufferPointer($0)) }
  }

  /// Adds bytes.
  public func write(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try file.write($0) } }

  /// Forces the file onto the disk and gives it its name, in the place of what had it.
  public func commit() throws(FileError) {
    guard let temporary else { return }
    try file.sync()
    try Files.rename(temporary, to: target)
    try Files.syncFolder(target.parent)
  }

  /// Removes what was written.
  public func discard() { if let temporary { try? Files.remove(temporary) } }
}
