import ManentCore

extension String: ArgumentValue {
  init?(argument: String) { self = argument }
  static var kind: String { "text" }
}

extension Int: ArgumentValue {
  init?(argument: String) { self.init(argument) }
  static var kind: String { "a whole number" }
}

extension Double: ArgumentValue {
  init?(argument: String) {
    guard let number = Double(argument), number.isFinite else { return nil }
    self = number
  }
  static var kind: String { "a number" }
}

extension Path: ArgumentValue {
  init?(argument: String) {
    guard !argument.isEmpty else { return nil }
    self.init(argument)
  }
  static var kind: String { "a path" }
}

extension Timestamp: ArgumentValue {
  /// A time, or a day, which stands for its first moment in UTC.
  init?(argument: String) {
    guard let time = Timestamp(argument) ?? Timestamp(argument + "T00:00:00Z") else { return nil }
    self = time
  }
  static var kind: String { "a time such as 2026-11-20 or 2026-11-20T10:00:00Z" }
}
