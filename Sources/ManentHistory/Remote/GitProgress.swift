/// A line of git's progress: `Receiving objects:  45% (9/20), 1.2 MiB | 3 MiB/s`.
public struct GitProgress: Sendable, Equatable {
  /// What is being done, in lower case: `receiving objects`.
  public var activity: String
  /// How many steps are done.
  public var done: Int
  /// How many steps there are.
  public var total: Int

  /// Reads a line; `nil` when it is none. A remote's own progress (`remote: Compressing …`) is one too.
  init?(_ line: some StringProtocol) {
    var text = Substring(line)
    if text.hasPrefix("remote: ") { text = text.dropFirst("remote: ".count) }
    guard let colon = text.firstIndex(of: ":"), let first = text.first, first.isASCII, first.isLetter else {
      return nil
    }
    let activity = text[..<colon]
    let rest = text[colon...].dropFirst().drop { $0 == " " }
    guard activity.allSatisfy({ $0.isASCII && ($0.isLetter || $0 == " ") }), activity.utf8.count < 40 else {
      return nil
    }
    let percent = rest.prefix { $0.isASCII && $0.isNumber }
    let counts = rest.dropFirst(percent.count)
    if counts.hasPrefix("% (") {
      let numbers = counts.dropFirst(3).prefix { $0 != ")" }.split(separator: "/")
      guard numbers.count == 2, let done = Int(numbers[0]), let total = Int(numbers[1]) else { return nil }
      (self.done, self.total) = (done, total)
    } else {
      // Without a known end: 'remote: Enumerating objects: 12, done.'
      guard activity.lowercased().hasSuffix("objects"), let done = Int(percent) else { return nil }
      (self.done, total) = (done, 0)
    }
    self.activity = activity.lowercased()
  }
}
