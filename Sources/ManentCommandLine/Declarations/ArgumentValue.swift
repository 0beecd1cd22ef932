/// A type whose values can be typed on a command line.
///
/// An enumeration with texts for its cases needs only to say that it conforms:
/// `enum Format: String, CaseIterable, ArgumentValue { case json, csv }`.
package protocol ArgumentValue: Sendable {
  /// A value from what was typed, or `nil` when it is none.
  init?(argument: String)
  /// What a value has to be, with its article: `a whole number`.
  static var kind: String { get }
  /// All values, when they can be listed.
  static var choices: [String]? { get }
  /// The value as it would be typed.
  var argumentText: String { get }
}

extension ArgumentValue {
  package static var choices: [String]? { nil }
  package var argumentText: String { String(describing: self) }
}

extension ArgumentValue where Self: CaseIterable & RawRepresentable, RawValue == String {
  package init?(argument: String) { self.init(rawValue: argument) }
  package static var kind: String { "one of \(allCases.map(\.rawValue).joined(separator: ", "))" }
  package static var choices: [String]? { allCases.map(\.rawValue) }
  package var argumentText: String { rawValue }
}
