import ManentHTTP
import Synchronization

/// The events of a turn as a stream of text for one reader.
final class TurnStream: HTTPStream {
  private struct State {
    var buffer: ArraySlice<UInt8> = []
    var next: Int
    var isOver = false
  }

  private let turn: Turn
  private let encode: @Sendable (TurnEvent, Int) -> [UInt8]
  private let isAllowed: @Sendable () -> Bool
  private let closed: @Sendable (Bool) -> Void
  private let state: Mutex<State>
  let sign: [UInt8]?

  /// A stream.
  ///
  /// - Parameters:
  ///   - turn: the turn.
  ///   - first: how many events the reader has already.
  ///   - opening: what comes before all events.
  ///   - sign: what is sent when nothing happens for a while.
  ///   - isAllowed: whether the reader may still read.
  ///   - closed: is told when the reader has it all, or has left.
  ///   - encode: the text of an event, which has a number from 1.
  init(
    _ turn: Turn, after first: Int = 0, opening: [UInt8] = [], sign: [UInt8]? = Array(": \n\n".utf8),
    isAllowed: @escaping @Sendable () -> Bool, closed: @escaping @Sendable (Bool) -> Void = { _ in },
    encode: @escaping @Sendable (TurnEvent, Int) -> [UInt8]
  ) {
    self.turn = turn
    self.sign = sign
    self.encode = encode
    self.isAllowed = isAllowed
    self.closed = closed
    state = Mutex(State(buffer: opening[...], next: first))
  }

  func next(atMost count: Int, wake: @escaping @Sendable () -> Void) -> HTTPPiece {
    state.withLock { state in
      if state.buffer.isEmpty {
        guard !state.isOver else { return .end }
        guard isAllowed() else { return .broken }
        var bytes: [UInt8] = []
        let events = turn.events(after: state.next, wake: wake)
        for event in events {
          state.next += 1
          bytes += encode(event, state.next)
          if event.isLast { state.isOver = true }
        }
        if events.isEmpty { return turn.ending != nil && turn.events.count <= state.next ? .end : .later }
        state.buffer = bytes[...]
        if bytes.isEmpty { return state.isOver ? .end : .later(again: wake) }
      }
      let piece = state.buffer.prefix(count)
      state.buffer = state.buffer.dropFirst(count)
      // What was sent is not kept for as long as nothing follows.
      if state.buffer.isEmpty { state.buffer = [] }
      return .bytes(piece)
    }
  }

  func close(isWhole: Bool) { closed(isWhole) }
}

extension HTTPPiece {
  /// Nothing now, but more is there already: the reader is to ask again at once.
  fileprivate static func later(again wake: @Sendable () -> Void) -> HTTPPiece {
    wake()
    return .later
  }
}
