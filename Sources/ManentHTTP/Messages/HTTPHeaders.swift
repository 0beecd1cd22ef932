/// The fields of a message's head, in their order; names are the same in any case.
public struct HTTPHeaders: Sendable, Equatable, ExpressibleByDictionaryLiteral {
  /// A field.
  public struct Field: Sendable, Equatable {
    /// Its name, as it was written.
    public var name: String
    /// Its value, without white space around it.
    public var value: String
  }

  /// The fields.
  public private(set) var fields: [Field] = []

  /// No fields.
  public init() {}

  /// Fields in the order written.
  public init(dictionaryLiteral elements: (String, String)...) { for (name, value) in elements { add(name, value) } }

  /// The value of the first field of that name. Setting one takes the place of all of that name.
  public subscript(name: String) -> String? {
    get { fields.first { Self.areSame($0.name, name) }?.value }
    set {
      fields.removeAll { Self.areSame($0.name, name) }
      if let newValue { add(name, newValue) }
    }
  }

  /// The values of all fields of that name.
  public func all(_ name: String) -> [String] { fields.filter { Self.areSame($0.name, name) }.map(\.value) }

  /// Adds a field.
  public mutating func add(_ name: String, _ value: String) { fields.append(Field(name: name, value: value)) }

  /// Whether two names are the same: ASCII letters in any case.
  public static func areSame(_ left: String, _ right: String) -> Bool {
    left.utf8.count == right.utf8.count
      && zip(left.utf8, right.utf8).allSatisfy { $0 == $1 || lowercased($0) == lowercased($1) }
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
