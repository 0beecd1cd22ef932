import ManentHTTP
import Synchronization

/// A stream that is written by one thread while another one sends it.
final class MessageStream: HTTPStream {
  private struct State {
    var buffer: [UInt8] = []
    var isOver = false
    var wake: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())
  private let isAllowed: @Sendable () -> Bool
  private let closed: @Sendable (Bool) -> Void
  let sign: [UInt8]? = Array(": \n\n".utf8)

  /// A stream.
  ///
  /// - Parameters:
  ///   - isAllowed: whether the reader may still read.
  ///   - closed: is told when the reader has it all, or has left.
  init(isAllowed: @escaping @Sendable () -> Bool, closed: @escaping @Sendable (Bool) -> Void) {
    self.isAllowed = isAllowed
    self.closed = closed
  }

  /// Adds bytes.
  func add(_ bytes: [UInt8]) { change { $0.buffer += bytes } }

  /// Nothing more follows.
  func end() { change { $0.isOver = true } }

  private func change(_ body: (inout State) -> Void) {
    let wake = state.withLock { state -> (@Sendable () -> Void)? in
      body(&state)
      defer { state.wake = nil }
      return state.wake
    }
    wake?()
  }

  func next(atMost count: Int, wake: @escaping @Sendable () -> Void) -> HTTPPiece {
    guard isAllowed() else { return .broken }
    return state.withLock { state in
      guard !state.buffer.isEmpty else {
        if state.isOver { return .end }
        state.wake = wake
        return .later
      }
      let piece = state.buffer.prefix(count)
      state.buffer.removeFirst(piece.count)
      return .bytes(piece)
    }
  }

  func close(isWhole: Bool) { closed(isWhole) }
}
