import ManentCore
import Synchronization
import TestSupport
import Testing

@testable import ManentWorkspace

@Suite(.temporaryFolder) struct ProcessMarkTests {
  private let folder = TemporaryFolder.current

  @Test func `A mark lives as long as its owner, and what a killed process has left is cleared away`() throws {
    try Files.writeNew([], to: folder / "process-1f")
    do {
      let mark = try ProcessMark(in: folder)
      #expect(try ProcessMark.isAlive(mark.name, in: folder))
      #expect(try Files.list(folder) == [mark.name])
      _ = try ProcessMark(in: folder)
      #expect(try ProcessMark.isAlive(mark.name, in: folder))
    }
    #expect(try Files.list(folder) == [])
  }

  @Test func `No mark is taken for an abandoned one while it is made`() throws {
    let folder = folder
    let lost = Mutex<[String]>([])
    let done = Monitor(0)
    for _ in 0..<8 {
      Worker.start {
        for _ in 0..<200 {
          do {
            let mark = try ProcessMark(in: folder)
            if try !ProcessMark.isAlive(mark.name, in: folder) { lost.withLock { $0.append(mark.name) } }
          } catch {
            lost.withLock { $0.append("\(error)") }
          }
        }
        done.update { $0 += 1 }
      }
    }
    _ = done.wait { $0 == 8 ? true : nil }
    #expect(lost.withLock { $0 } == [])
  }
}
