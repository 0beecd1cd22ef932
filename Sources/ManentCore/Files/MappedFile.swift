#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file's content in memory without a copy (`mmap(2)`, for reading), for as long as this value lives.
public struct MappedFile: ~Copyable {
  private let start: UnsafeMutableRawPointer?
  /// Length in bytes when it was mapped.
  public let count: Int

  private init(start: UnsafeMutableRawPointer?, count: Int) {
    self.start = start
    self.count = count
  }

  /// Maps the whole file. An empty file maps to no bytes; what is no regular file is an error, a link too.
  public static func open(_ path: Path) throws(FileError) -> MappedFile {
    let file = try OwnedDescriptor(openingFile: path, flags: O_RDONLY | O_NOFOLLOW)
    let count = try file.statusWhenOpened().size
    guard count > 0 else { return MappedFile(start: nil, count: 0) }
    let address = mmap(nil, count, PROT_READ, MAP_SHARED, file.number, 0)
    guard let address, address != MAP_FAILED else { throw FileError("map", path, code: errno) }
    return MappedFile(start: address, count: count)
  }

  deinit { if let start { munmap(start, count) } }

  /// The bytes, valid during the call only.
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(start: start, count: count))
  }
}
