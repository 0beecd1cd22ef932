import CSystem

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Both ends of a pipe, closed in every program that this process starts.
struct Pipe: ~Copyable {
  /// What is written here comes out at the other end.
  let writing: OwnedDescriptor
  /// Where it comes out.
  let reading: OwnedDescriptor

  /// Makes a pipe; `path` is what messages call it.
  init(named path: Path) throws(FileError) {
    var numbers: [Int32] = [-1, -1]
    #if canImport(Darwin)
      let status = pipe(&numbers)
    #else
      let status = pipe2(&numbers, O_CLOEXEC)
    #endif
    guard status == 0 else { throw FileError("make pipe", path, code: errno) }
    // The numbers of the standard streams are given away in the child, so that none of ours may be one of them.
    for index in 0..<2 {
      let raised = fcntl(numbers[index], F_DUPFD_CLOEXEC, 3)
      let code = errno
      close(numbers[index])
      numbers[index] = raised
      guard raised >= 0 else {
        // The first is a copy that nobody owns yet, the second still the original.
        close(numbers[1 - index])
        throw FileError("make pipe", path, code: code)
      }
    }
    reading = OwnedDescriptor(adopting: numbers[0], as: path)
    writing = OwnedDescriptor(adopting: numbers[1], as: path)
  }
}
