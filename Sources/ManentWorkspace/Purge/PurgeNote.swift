import ManentCore
import ManentFormats

/// The note that a purge is under way: `.manent/purge.json`. A process that finds it goes on with it.
struct PurgeNote {
  /// The ids of the chats.
  var chats: [String]

  /// A note about chats.
  init(chats: [String]) { self.chats = chats }

  /// Reads a note; `nil` for what no purge of ours has written.
  init?(at path: Path) {
    guard let bytes = try? Files.read(path, limit: 1 << 24, followsLinks: false), let json = try? JSON(parsing: bytes),
      let chats = json["chats"]?.array?.compactMap(\.string), !chats.isEmpty
    else { return nil }
    self.chats = chats
  }

  /// Writes the note, forced to disk.
  func write(to path: Path) throws {
    let json: JSON = ["chats": .array(chats.map(JSON.string))]
    try Files.writeAtomically(Array(json.serialized().utf8), to: path)
  }
}
