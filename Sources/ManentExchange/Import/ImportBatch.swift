import ManentChats
import ManentCore
import ManentFormats

/// Chats of a JSON text that are read together, by as many threads as there are processors, and handed on in order.
final class ImportBatch {
  private static let limit = (chats: 256, bytes: 1 << 20)

  private let file: String
  private let intake: Intake
  private let read: @Sendable (JSON) throws -> ImportedChat?
  private var values: [[UInt8]] = []
  private var bytes = 0
  /// How many chats were handed on.
  private var count = 0

  /// What became of a value.
  private struct Reading: Sendable {
    var notices: [String]
    var chat: Result<ImportedChat?, any Error>
  }

  /// An empty batch.
  ///
  /// - Parameters:
  ///   - file: what the text is called in messages.
  ///   - intake: where the chats go.
  ///   - read: makes a chat of a value, or `nil` of one that holds none.
  init(of file: String, _ intake: Intake, _ read: @escaping @Sendable (JSON) throws -> ImportedChat?) {
    self.file = file
    self.intake = intake
    self.read = read
  }

  /// Adds the text of a chat; says whether the chats so far were handed on with it.
  func add(_ value: [UInt8]) throws -> Bool {
    values.append(value)
    bytes += value.count
    guard values.count >= Self.limit.chats || bytes >= Self.limit.bytes else { return false }
    try finish()
    return true
  }

  /// Hands on the chats that were added.
  func finish() throws {
    let waiting = values
    values = []
    bytes = 0
    for reading in Parallel.results(waiting, { [read] in Self.reading(of: $0, read) }) {
      count += 1
      let name = "\(file), chat \(count)"
      for notice in reading.notices { intake.notify(name)(notice) }
      try intake.attempt(name) { if let chat = try reading.chat.get() { try intake.add(chat) } }
    }
  }

  private static func reading(of bytes: [UInt8], _ read: (JSON) throws -> ImportedChat?) -> Reading {
    var notices: [String] = []
    let chat = Result {
      try read(bytes.withUnsafeBufferPointer { try JSONElements.value(of: $0) { notices.append($0) } })
    }
    return Reading(notices: notices, chat: chat)
  }
}
