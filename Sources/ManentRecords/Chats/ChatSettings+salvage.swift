import ManentCore
import ManentFormats

extension ChatSettings {
  /// What can be read of a `chat.yaml` that is broken as a whole: the lines of the id, the title, the time and the tags that
  /// are sound by themselves, the first where there are several.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - known: what is known from elsewhere, for what cannot be read.
  package static func salvaged(from bytes: [UInt8], known: ChatSettings) -> ChatSettings {
    var settings = known
    var found: Set<String> = []
    for line in bytes.split(separator: 0x0A) {
      for key in ["id", "title", "created_at", "tags"]
      where !found.contains(key) && line.starts(with: "\(key):".utf8) {
        // A line that is no YAML either tells nothing.
        guard let document = try? YAMLDocument(parsing: Array(line) + [0x0A], file: ""),
          let mapping = try? YAMLMapping(document)
        else { continue }
        switch key {
        case "id":
          guard let id = try? mapping.string(key), !id.isEmpty else { continue }
          settings.id = id
        case "title":
          guard let title = try? mapping.string(key) else { continue }
          settings.title = title
        case "created_at":
          guard let time = (try? mapping.string(key)).flatMap({ $0 }).flatMap({ Timestamp($0) }) else { continue }
          settings.createdAt = time
        default:
          guard let tags = try? mapping.strings(key) else { continue }
          settings.tags = tags
        }
        found.insert(key)
      }
    }
    return settings
  }

  /// Why a `chat.yaml` cannot go into git as it is; `nil` when it can: one that cannot be read, or that holds the markers of
  /// a conflict.
  package static func objection(to bytes: [UInt8], file: String) -> String? {
    if ConflictText(bytes) != nil { return "git has left the markers of a conflict in it" }
    do {
      _ = try ChatSettings(parsing: bytes, file: file)
      return nil
    } catch {
      // The first line of the error says where and what; the excerpt that follows is for whoever mends the file.
      return "it cannot be read: " + "\(error)".prefix { !$0.isNewline }
    }
  }
}
