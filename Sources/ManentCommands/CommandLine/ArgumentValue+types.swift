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

extension TimePoint: ArgumentValue {
  init?(argument: String) { self.init(argument) }
  static var kind: String { grammar }
}
