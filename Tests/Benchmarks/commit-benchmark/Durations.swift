/// How long each of many runs took.
struct Durations {
  private var all: [Duration] = []

  /// Runs something and notes how long it took.
  mutating func measure(_ body: () throws -> Void) rethrows { all.append(try ContinuousClock().measure(body)) }

  /// The one in the middle.
  var median: String { Self.text(all.sorted()[all.count / 2]) }
  /// All of them shared out evenly.
  var mean: String { Self.text(all.reduce(.zero, +) / all.count) }
  /// The longest.
  var longest: String { Self.text(all.max() ?? .zero) }

  private static func text(_ duration: Duration) -> String {
    "\(Double(Int(duration / .microseconds(10))) / 100) ms"
  }
}
