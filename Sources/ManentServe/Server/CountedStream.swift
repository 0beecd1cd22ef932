import ManentHTTP
import Synchronization

/// A stream that is counted for as long as somebody reads from it.
final class CountedStream: HTTPStream {
  private let stream: any HTTPStream
  private let figures: Figures
  private let isOpen = Mutex(false)

  var sign: [UInt8]? { stream.sign }

  init(_ stream: any HTTPStream, in figures: Figures) {
    self.stream = stream
    self.figures = figures
  }

  func next(atMost count: Int, wake: @escaping @Sendable () -> Void) -> HTTPPiece {
    change(to: true)
    return stream.next(atMost: count, wake: wake)
  }

  func close(isWhole: Bool) {
    change(to: false)
    stream.close(isWhole: isWhole)
  }

  private func change(to open: Bool) {
    let isChanged = isOpen.withLock { isOpen in
      defer { isOpen = open }
      return isOpen != open
    }
    if isChanged { figures.noteStream(begins: open) }
  }
}
