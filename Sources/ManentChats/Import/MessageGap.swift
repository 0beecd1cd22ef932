import ManentCore
import ManentHistory
import ManentRecords

/// The messages of an imported chat that a chat lacks, hung on those that it has.
///
/// A message is known by its id. One that is here and says something else is not the same message: it is added beside
/// the one that is here, and one that goes on where that one ends (an answer that was exported while it was being
/// written) stands in for it. Its id is made of the other one's and of what it says, so that a second import finds it.
struct MessageGap {
  /// What the chat lacks, in the order of the ids that it came with.
  private(set) var missing: [Message] = []
  /// How many of them say something else than the message here that has their id.
  private(set) var keptBoth = 0
  private let isDerived: Bool
  private var here: [String: Message] = [:]
  /// The same by the last half of their ids, which stays where the first was moved behind the newest of a chat.
  private var identities: [String: Message] = [:]
  /// What stands in for a message, by its id.
  private var successors: [String: Message] = [:]

  /// - Parameter isDerived: whether the last half of an id tells whether a message is here.
  init(_ here: [Message], isDerived: Bool) {
    self.isDerived = isDerived
    for message in here where self.here[key(message.id)] == nil { note(message) }
  }

  private func key(_ id: String) -> String { isDerived ? String(ImportedChat.identity(of: id)) : id }

  private mutating func note(_ message: Message) {
    here[key(message.id)] = message
    identities[String(ImportedChat.identity(of: message.id))] = message
    if let replaced = message.replaces, successors[replaced] == nil { successors[replaced] = message }
  }

  /// Finds what is missing among messages in any order.
  mutating func fill(from messages: [Message]) throws {
    var places: [String: String] = [:]
    for message in messages.sorted(by: { $0.id < $1.id }) {
      var message = message
      let given = message.id
      if let parent = message.parent { message.parent = places[parent] ?? here[key(parent)]?.id ?? parent }
      guard let known = here[key(given)] else {
        add(message)
        continue
      }
      places[given] = try place(for: &message, beside: known)
    }
  }

  /// Adds a message that says something else than the one that has its id; gives the id that it is found under.
  private mutating func place(for message: inout Message, beside known: Message) throws -> String {
    var current = known
    var seen: Set<String> = [known.id]
    // What is here already may have been exported before, half-way.
    while !current.continues(message), let next = successors[current.id], seen.insert(next.id).inserted {
      current = next
    }
    if current.continues(message) { return current.id }
    message.id = try Self.id(of: message, after: current)
    if let other = identities[String(ImportedChat.identity(of: message.id))] { return other.id }
    if message.continues(current) { message.replaces = current.id } else { keptBoth += 1 }
    add(message)
    return message.id
  }

  private mutating func add(_ message: Message) {
    var message = message
    message.noteMove()
    note(message)
    missing.append(message)
  }

  /// An id that depends on the other message's and on what this one says, and that is greater.
  private static func id(of message: Message, after other: Message) throws -> String {
    let random = try History.hash("\(ImportedChat.identity(of: message.id))\n\(message.role)\n\(message.content)")
    guard let given = UUIDv7(other.id) else {
      return UUIDv7(milliseconds: message.createdAt.milliseconds, sequence: 0, random: random).description
    }
    let sequence = Int(given.sequence) + 1
    return UUIDv7(
      milliseconds: given.timestamp.milliseconds + Int64(sequence >> 12), sequence: UInt16(sequence & 0xFFF),
      random: random
    ).description
  }
}
