import ManentCore
import ManentFormats

extension Workspace {
  /// Tells of an id whether its chat was forgotten or purged here, so that no import brings it back.
  ///
  /// The entry with the greatest id of a chat in `forgotten.jsonl` says its state, and a purge is final.
  func forgottenChats() throws -> (String) -> Bool {
    let file = try inside("forgotten.jsonl")
    guard try Files.status(file) != nil else { return { _ in false } }
    var latest: [String: (entry: String, action: String)] = [:]
    for line in JSONLines(try Files.read(file, followsLinks: false)) {
      guard case .success(let json) = line.result, let entry = json["id"]?.string, let chat = json["chat"]?.string,
        let action = json["action"]?.string
      else { continue }
      if let known = latest[chat], known.action == "purge" || known.entry > entry && action != "purge" { continue }
      latest[chat] = (entry, action)
    }
    let gone = Set(latest.filter { $0.value.action != "restore" }.keys)
    let identities = Set(gone.filter { UUIDv7($0) != nil }.map(ImportedChat.identity))
    return { gone.contains($0) || UUIDv7($0) != nil && identities.contains(ImportedChat.identity(of: $0)) }
  }
}
