import ManentChat
import ManentCore
import ManentFormats
import ManentRecords

/// A turn that goes on, whether or not anybody listens: all that has happened in it, in order.
///
/// Readers pull from it at their own pace; nothing is copied for a reader.
final class Turn: Sendable {
  fileprivate struct State: Sendable {
    var events: [TurnEvent] = []
    var wakers: [@Sendable () -> Void] = []
    var beginnings: [@Sendable () -> Void] = []
    /// What waits for something of the answer.
    var words: [@Sendable () -> Void] = []
    var chat: Chat?
    var question: Message?
    var readers = 0
    var endedAt: Timestamp?
  }

  let id: String
  let root: Path
  let caller: Caller
  let beganAt: Timestamp
  let stop = StopSign()
  private let state = Monitor(State())

  init(id: String, root: Path, caller: Caller, at now: Timestamp) {
    self.id = id
    self.root = root
    self.caller = caller
    beganAt = now
  }

  /// Whose turns count together.
  struct Owner: Hashable, Sendable {
    var root: Path
    var user: String?
  }

  var owner: Owner { Owner(root: root, user: caller.user) }

  /// Adds an event, and wakes those who wait for it.
  func add(_ event: TurnEvent) {
    let wakers = state.update { state -> [@Sendable () -> Void] in
      guard state.events.last?.isLast != true else { return [] }
      state.events.append(event)
      if case .began(let beginning) = event {
        state.chat = beginning.chat ?? state.chat
        state.question = beginning.question ?? state.question
      }
      if case .done(let result) = event { state.chat = result.chat ?? state.chat }
      if event.isLast { state.endedAt = .now }
      var woken = state.wakers
      state.wakers = []
      if state.hasBegun {
        woken += state.beginnings
        state.beginnings = []
      }
      if !state.words.isEmpty, state.hasText || event.isLast {
        woken += state.words
        state.words = []
      }
      return woken
    }
    for wake in wakers { wake() }
  }

  /// The events after the first so many, at most so many; none and a waker that is called when there are more.
  func events(after count: Int, atMost limit: Int = 64, wake: @escaping @Sendable () -> Void) -> ArraySlice<TurnEvent> {
    state.withLock { state in
      guard count < state.events.count else {
        if state.events.last?.isLast != true { state.wakers.append(wake) }
        return []
      }
      return state.events[count..<min(state.events.count, count + limit)]
    }
  }

  /// All events so far.
  var events: [TurnEvent] { state.withLock { $0.events } }

  /// The last event, once there is one.
  var ending: TurnEvent? { state.withLock { state in state.events.last.flatMap { $0.isLast ? $0 : nil } } }

  /// When it ended.
  var endedAt: Timestamp? { state.withLock { $0.endedAt } }

  /// The chat, once it is known.
  var chat: Chat? { state.withLock { $0.chat } }

  /// The message that is answered, once it is on the disk.
  var question: Message? { state.withLock { $0.question } }

  /// Waits for the end.
  func waitForEnd(atMost seconds: Double? = nil) -> TurnEvent? {
    state.wait(atMost: seconds) { state in state.events.last.flatMap { $0.isLast ? $0 : nil } }
  }

  /// Has a function called once somebody is asked or the turn is over; at once when that is so.
  func whenBegun(_ body: @escaping @Sendable () -> Void) {
    let isNow = state.withLock { state -> Bool in
      if !state.hasBegun { state.beginnings.append(body) }
      return state.hasBegun
    }
    if isNow { body() }
  }

  /// Has a function called once something of the answer is there or the turn is over; at once when that is so.
  func whenTold(_ body: @escaping @Sendable () -> Void) {
    let isNow = state.withLock { state -> Bool in
      let isNow = state.hasText || state.events.last?.isLast == true
      if !isNow { state.words.append(body) }
      return isNow
    }
    if isNow { body() }
  }

  /// Whether something of the answer is there.
  var hasText: Bool { state.withLock { $0.hasText } }

  /// Has a function called once the turn is over; at once when it is.
  func whenEnded(_ body: @escaping @Sendable () -> Void) {
    let again: @Sendable () -> Void = { [self] in whenEnded(body) }
    let isNow = state.withLock { state -> Bool in
      let isOver = state.events.last?.isLast == true
      if !isOver { state.wakers.append(again) }
      return isOver
    }
    if isNow { body() }
  }

  /// Counts a reader on whom the turn depends.
  func join() { state.withLock { $0.readers += 1 } }

  /// A reader on whom the turn depends has left: with the last one it stops.
  func leave() {
    let isLast = state.withLock { state -> Bool in
      state.readers -= 1
      return state.readers <= 0
    }
    if isLast { stop.raise() }
  }
}

extension Turn.State {
  fileprivate var hasBegun: Bool {
    events.contains { event in
      if case .began = event { return true }
      return event.isLast
    }
  }

  fileprivate var hasText: Bool {
    events.contains { event in
      switch event {
      case .delta, .call: true
      default: false
      }
    }
  }
}
