import ManentCore

extension String: ArgumentValue {
  package init?(argument: String) { self = argument }
  package static var kind: String { "text" }
}

extension Int: ArgumentValue {
  package init?(argument: String) { self.init(argument) }
  package static var kind: String { "a whole number" }
}

extension Double: ArgumentValue {
  package init?(argument: String) {
    guard let number = Double(argument), number.isFinite else { return nil }
    self = number
  }
  package static var kind: String { "a number" }
}

extension Path: ArgumentValue {
  package init?(argument: String) {
    guard !argument.isEmpty else { return nil }
    self.init(argument)
  }
  package static var kind: String { "a path" }
}

extension TimePoint: ArgumentValue {
  package init?(argument: String) { self.init(argument) }
  package static var kind: String { grammar }
}
