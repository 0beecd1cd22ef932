import ManentCore
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct FileErrorTests {
  @Test(arguments: [
    (ENOENT, "cannot open /x: No such file or directory"), (EACCES, "cannot open /x: Permission denied"),
    (ENOSPC, "cannot open /x: No space left on device"), (ELOOP, "cannot open /x: it is a link, which is not followed"),
  ])
  func `An error says what failed, where and why`(code: Int32, text: String) {
    #expect(FileError("open", "/x", code: code).description == text)
  }

  @Test func `An error knows its kind`() {
    let facts = [ENOENT, ENOTDIR, EROFS, EPERM, EINTR, EDQUOT, EIO].map { FileError("open", "/x", code: $0) }
    #expect(facts.map(\.isNotFound) == [true, true, false, false, false, false, false])
    #expect(facts.map(\.isPermission) == [false, false, true, true, false, false, false])
    #expect(facts.map(\.isInterruption) == [false, false, false, false, true, false, false])
    #expect(facts.map(\.isFull) == [false, false, false, false, false, true, false])
  }
}
