import ManentFormats

/// What the note of a purge that is under way says.
struct PurgeNote {
  /// The ids of the chats.
  var chats: [String]

  /// A note about chats.
  init(chats: [String]) { self.chats = chats }

  /// Reads a note; `nil` for what no purge of ours has written.
  init?(_ json: JSON) {
    guard let chats = json["chats"]?.array?.compactMap(\.string), !chats.isEmpty else { return nil }
    self.chats = chats
  }

  /// The note as the journal holds it.
  var json: JSON { ["chats": .array(chats.map(JSON.string))] }
}
