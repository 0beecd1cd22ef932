#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file's content in memory without a copy (`mmap(2)`, for reading), for as long as this value lives.
///
/// A small file is copied instead: to map one and to let go of it costs more, above all in a process with many threads.
public struct MappedFile: ~Copyable {
  private let start: UnsafeMutableRawPointer?
  /// Length in bytes when it was opened.
  public let count: Int
  private let isCopy: Bool

  /// Files up to so many bytes are copied.
  private static let small = 16 << 10

  private init(start: UnsafeMutableRawPointer?, count: Int, isCopy: Bool = false) {
    self.start = start
    self.count = count
    self.isCopy = isCopy
  }

  /// Opens the whole file. An empty file holds no bytes; what is no regular file is an error, a link too.
  public static func open(_ path: Path) throws(FileError) -> MappedFile {
    let file = try OwnedDescriptor(openingFile: path, flags: O_RDONLY | O_NOFOLLOW)
    let count = try file.statusWhenOpened().size
    guard count > 0 else { return MappedFile(start: nil, count: 0) }
    guard count > small else { return try copy(file, count: count, path) }
    let address = mmap(nil, count, PROT_READ, MAP_SHARED, file.number, 0)
    guard let address, address != MAP_FAILED else { throw FileError("map", path, code: errno) }
    return MappedFile(start: address, count: count)
  }

  private static func copy(_ file: borrowing OwnedDescriptor, count: Int, _ path: Path) throws(FileError) -> MappedFile
  {
    let start = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 16)
    var end = 0
    while end < count {
      let read = retryingInterrupts { pread(file.number, start + end, count - end, off_t(end)) }
      guard read > 0 else {
        let code = errno
        start.deallocate()
        // A file that ends before it should is being cut by somebody.
        throw FileError("read", path, code: read < 0 ? code : EIO)
      }
      end += read
    }
    return MappedFile(start: start, count: count, isCopy: true)
  }

  deinit {
    guard let start else { return }
    if isCopy { start.deallocate() } else { munmap(start, count) }
  }

  /// The bytes, valid during the call only.
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(start: start, count: count))
  }
}
