import ManentCatalog
import ManentChats
import ManentCore
import ManentFormats
import ManentIndex
import ManentRecords

/// A found message as a JSON value.
enum MessageJSON {
  /// As a result of a search: `kind`, `chat`, `title`, `message`, `role`, `created_at`, `score`, `text`, and `marks`, the
  /// finds by their bytes in `text`.
  static func result(_ found: FoundMessage) -> JSON {
    [
      "kind": "message", "chat": .string(found.chat.id), "title": .string(found.chat.title),
      "message": .string(found.message.id), "role": .string(found.message.role.rawValue),
      "created_at": .string(found.message.createdAt.description),
      "score": .number(JSONNumber((found.score * 10_000).rounded() / 10_000)), "text": .string(found.excerpt.text),
      "marks": .array(
        found.excerpt.marks.map { mark in
          .array([.number(JSONNumber(mark.lowerBound)), .number(JSONNumber(mark.upperBound))])
        }),
    ]
  }
}
