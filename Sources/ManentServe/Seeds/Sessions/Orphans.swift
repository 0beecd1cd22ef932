import ManentCore
import Synchronization

/// Turns of sessions whose answer reached nobody: their clients left before it was told.
///
/// A client that gives up waiting sends its question again. It is given that answer then, rather than a second one to the
/// same question; a question that is asked once more after its answer was told is another turn.
final class Orphans: Sendable {
  /// A turn, and where it was taken.
  struct Orphan: Sendable {
    var turn: Turn
    var place: SessionTurn.Place
    fileprivate var since = Timestamp.now

    init(_ turn: Turn, _ place: SessionTurn.Place) {
      self.turn = turn
      self.place = place
    }
  }

  /// For how long an answer waits for its client, in milliseconds.
  private static let window: Int64 = 600_000
  private let orphans = Mutex<[String: Orphan]>([:])

  /// Notes a turn whose client has left.
  func note(_ orphan: Orphan, for key: String) {
    orphans.withLock { orphans in
      let now = Timestamp.now.milliseconds
      orphans = orphans.filter { now - $0.value.since.milliseconds < Self.window }
      orphans[key] = orphan
    }
  }

  /// Takes the turn that a question is to be joined to; `nil` for none, and for one that came to no good end.
  func take(_ key: String) -> Orphan? {
    let found = orphans.withLock { $0.removeValue(forKey: key) }
    guard let found, Timestamp.now.milliseconds - found.since.milliseconds < Self.window else { return nil }
    switch found.turn.ending {
    case nil: return found.turn.stop.isUp ? nil : found
    case .done?: return found
    default: return nil
    }
  }
}
