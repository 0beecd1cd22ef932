import ManentCatalog
import ManentChats
import ManentCore
import ManentDocuments
import ManentFormats
import ManentIndex
import ManentPlugins
import ManentRecords
import ManentWorkspace

/// Looks for words in documents and in what was said, as `manent search` does.
struct WorkspaceSearch {
  private let text: String
  private let query: MessageQuery
  private let limit: Int

  /// A search.
  ///
  /// - Throws: `WorkspaceError.Code.badQuery` for a filter whose value means nothing.
  init(_ text: String, limit: Int) throws(WorkspaceError) {
    self.text = text
    self.limit = limit
    query = try MessageQuery(text)
  }

  /// What is found, documents first. A filter such as `role:user` means nothing in documents, so that these are left out.
  func run(in workspace: Workspace, documents: Bool, chats: Bool) throws -> [JSON] {
    var results: [JSON] = []
    if documents, !query.hasFilters || !chats {
      let found = try workspace.find(text, limit: limit)
      let sought = Excerpt.Sought(found.plan)
      for passage in found.telling {
        guard var object = PassageJSON.result(passage).object else { continue }
        object["blob"] = .string(passage.blob.description)
        let excerpt = Excerpt(of: passage.text, sought)
        object["text"] = .string(excerpt.text)
        object["marks"] = excerpt.unitMarks
        results.append(.object(object))
      }
    }
    guard chats, !query.isEmpty else { return results }
    for found in try workspace.messages(matching: query, limit: limit) {
      results.append([
        "kind": "message", "chat": .string(found.chat.id), "message": .string(found.message.id),
        "title": .string(found.chat.title), "role": .string(found.message.role.rawValue),
        "created_at": .string(found.message.createdAt.description),
        "score": JSON((found.score * 10_000).rounded() / 10_000), "text": .string(found.excerpt.text),
        "marks": found.excerpt.unitMarks,
      ])
    }
    return results
  }
}

extension Excerpt {
  /// The finds in UTF-16 units, as JavaScript counts.
  var unitMarks: JSON {
    var (units, byte, next) = (0, 0, marks[...])
    var places: [JSON] = []
    var start = 0
    for scalar in text.unicodeScalars {
      if next.first?.lowerBound == byte { start = units }
      byte += scalar.utf8.count
      units += scalar.utf16.count
      if next.first?.upperBound == byte {
        places.append([JSON(start), JSON(units)])
        next = next.dropFirst()
      }
    }
    return .array(places)
  }
}
