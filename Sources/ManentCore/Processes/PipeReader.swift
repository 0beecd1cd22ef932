#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What comes out of a pipe, up to a limit; what is beyond it is read and dropped, so that the writer never waits.
struct PipeReader {
  /// Which bytes are kept.
  enum Kept {
    /// The first ones.
    case first(Int)
    /// The last ones.
    case last(Int)
  }

  private let kept: Kept
  private var held: [UInt8] = []
  /// Whether the writer may still write.
  private(set) var isOpen = true
  /// Whether more came than is kept.
  private(set) var isOverfull = false

  init(keeping kept: Kept) { self.kept = kept }

  /// The bytes that are kept.
  var bytes: [UInt8] {
    switch kept {
    case .first: held
    case .last(let limit): Array(held.suffix(limit))
    }
  }

  /// Reads what is there now; says whether there was anything.
  mutating func read(
    _ pipe: borrowing OwnedDescriptor, hear: ((ArraySlice<UInt8>) -> Void)?
  ) throws(FileError) -> Bool {
    var hasRead = false
    // At most a mebibyte at a time: a writer that never pauses is still judged by its limits.
    for _ in 0..<16 where isOpen {
      var failure: Int32 = 0
      let piece = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
        let result = Platform.read(pipe.number, UnsafeMutableRawBufferPointer(buffer))
        if result < 0 { failure = errno }
        count = max(0, result)
      }
      if failure == EAGAIN || failure == EWOULDBLOCK || failure == EINTR { break }
      guard failure == 0 else { throw FileError("read", pipe.path, code: failure) }
      guard !piece.isEmpty else {
        isOpen = false
        break
      }
      hasRead = true
      hear?(piece[...])
      keep(piece)
    }
    return hasRead
  }

  private mutating func keep(_ piece: [UInt8]) {
    switch kept {
    case .first(let limit):
      isOverfull = isOverfull || held.count + piece.count > limit
      held += piece.prefix(max(0, limit - held.count))
    case .last(let limit):
      isOverfull = isOverfull || held.count + piece.count > limit
      held += piece
      if held.count > 2 * limit { held.removeFirst(held.count - limit) }
    }
  }
}
