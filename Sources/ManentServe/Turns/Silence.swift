import ManentCore

/// Calls functions a while later: for streams that have had nothing to say until then.
final class Silence: Sendable {
  private struct Entry: Sendable {
    var due: ContinuousClock.Instant
    var body: @Sendable () -> Void
  }

  private struct State: Sendable {
    /// What is to be called, in the order in which it is due.
    var entries: [Entry] = []
    var isRunning = false
  }

  private let state = Monitor(State())
  private let length: Duration

  /// A silence of that length.
  init(_ length: Duration) { self.length = length }

  /// Has a function called once the silence has lasted.
  func call(_ body: @escaping @Sendable () -> Void) {
    let begins = state.update { state -> Bool in
      state.entries.append(Entry(due: .now + length, body: body))
      defer { state.isRunning = true }
      return !state.isRunning
    }
    if begins { Worker.start { self.run() } }
  }

  private func run() {
    while true {
      let first = state.withLock { state -> ContinuousClock.Instant? in
        if state.entries.isEmpty { state.isRunning = false }
        return state.entries.first?.due
      }
      guard let first else { return }
      let rest = (first - .now) / .seconds(1)
      if rest > 0 { _ = state.wait(atMost: rest) { _ -> Bool? in nil } }
      let due = state.withLock { state -> [Entry] in
        let count = state.entries.prefix { $0.due <= .now }.count
        defer { state.entries.removeFirst(count) }
        return Array(state.entries.prefix(count))
      }
      for entry in due { entry.body() }
    }
  }
}
