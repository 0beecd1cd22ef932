import ManentCore
import Synchronization
import TestSupport
import Testing

@Suite(.temporaryFolder) struct FileLockTests {
  private var file: Path { TemporaryFolder.current / "lock" }

  @Test func `A lock that another process holds is not free`() async throws {
    let path = file.string
    do {
      let lock = try FileLock.wait(for: file)
      await #expect(processExitsWith: .success) { [path = path as String] in
        let second = try FileLock.takeIfFree(Path(path))
        let isFree = second != nil
        #expect(!isFree)
      }
      lock.during {}
    }
    await #expect(processExitsWith: .success) { [path = path as String] in
      let second = try FileLock.takeIfFree(Path(path))
      let isFree = second != nil
      #expect(isFree)
    }
  }

  @Test func `A process that dies with a lock leaves it free`() async throws {
    let path = file.string
    await #expect(processExitsWith: .failure) { [path = path as String] in
      let lock = try FileLock.wait(for: Path(path))
      lock.during { () -> Void in preconditionFailure("killed at work") }
    }
    let lock = try FileLock.takeIfFree(file)
    let isFree = lock != nil
    #expect(isFree)
  }

  @Test func `Whoever waits gets the lock when it is given back`() throws {
    let file = file
    let inside = Mutex(0)
    let most = Mutex(0)
    _ = try Parallel.map(Array(0..<8)) { _ in
      for _ in 0..<25 {
        let lock = try FileLock.wait(for: file)
        lock.during {
          let now = inside.withLock { count in
            count += 1
            return count
          }
          most.withLock { $0 = max($0, now) }
          inside.withLock { $0 -= 1 }
        }
      }
    }
    #expect(most.withLock { $0 } == 1)
  }
}
