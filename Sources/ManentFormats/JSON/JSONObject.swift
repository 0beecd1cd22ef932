/// The members of a JSON object in their order, each key once.
///
/// Keys are the same when their code points are: a composed `é` and a decomposed one are two keys, as RFC 8259 has it.
public struct JSONObject: Sendable, ExpressibleByDictionaryLiteral {
  /// Up to this many members a plain scan finds a key sooner than a hash table does.
  private static let scanLimit = 16

  private var members: [(key: String, value: JSON)] = []
  /// Where each key is, kept only while there are more than `scanLimit` members.
  private var positions: [ExactText: Int] = [:]

  /// An object without members.
  public init() {}

  /// An object from its members; of two with the same key the later value takes the earlier place.
  public init(_ entries: [(String, JSON)]) {
    members.reserveCapacity(entries.count)
    for (key, value) in entries { set(value, for: key) }
  }

  /// An object from its members in the order written.
  public init(dictionaryLiteral elements: (String, JSON)...) { self.init(elements) }

  /// The value of a key. Setting one keeps the key's place or appends it; setting `nil` removes it.
  public subscript(key: String) -> JSON? {
    get { position(of: key).map { members[$0].value } }
    set {
      if let newValue { set(newValue, for: key) } else { remove(key) }
    }
  }

  /// The keys in order.
  public var keys: [String] { members.map(\.key) }
  /// The members in order.
  public var entries: [(key: String, value: JSON)] { members }
  /// Whether there are no members.
  public var isEmpty: Bool { members.isEmpty }
  /// How many members there are.
  public var count: Int { members.count }

  mutating func set(_ value: JSON, for key: String) {
    if let position = position(of: key) {
      members[position].value = value
      return
    }
    members.append((key, value))
    if members.count > Self.scanLimit + 1 {
      positions[ExactText(key)] = members.count - 1
    } else if members.count == Self.scanLimit + 1 {
      indexAll()
    }
  }

  private mutating func remove(_ key: String) {
    guard let position = position(of: key) else { return }
    members.remove(at: position)
    indexAll()
  }

  private mutating func indexAll() {
    positions.removeAll()
    guard members.count > Self.scanLimit else { return }
    for (position, member) in members.enumerated() { positions[ExactText(member.key)] = position }
  }

  private func position(of key: String) -> Int? {
    if members.count > Self.scanLimit { return positions[ExactText(key)] }
    return members.firstIndex { ExactText.areSame($0.key, key) }
  }
}

extension JSONObject: Equatable {
  /// Whether both have the same members in the same order.
  public static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.members.elementsEqual(right.members) { ExactText.areSame($0.key, $1.key) && $0.value == $1.value }
  }
}
