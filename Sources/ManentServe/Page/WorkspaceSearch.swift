import ManentCatalog
import ManentCore
import ManentFormats
import ManentPlugins
import ManentWorkspace

/// Looks for words in documents and in what was said.
struct WorkspaceSearch {
  private let query: String
  private let limit: Int
  private let words: [String]

  init(_ query: String, limit: Int) {
    self.query = query
    self.limit = limit
    words = query.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// What is found, documents first.
  func run(in workspace: Workspace, documents: Bool, chats: Bool) throws -> [JSON] {
    var results: [JSON] = []
    if documents {
      for passage in try workspace.find(query, limit: limit).passages {
        guard var object = PassageJSON.result(passage).object else { continue }
        object["blob"] = .string(passage.blob.description)
        object["marks"] = marks(in: passage.text)
        results.append(.object(object))
      }
    }
    if chats, !words.isEmpty { results += try messages(in: workspace) }
    return results
  }

  /// Messages that hold all the words, those of the latest chats first.
  private func messages(in workspace: Workspace) throws -> [JSON] {
    var found: [JSON] = []
    for row in try workspace.chats() {
      try Interruption.check()
      // A chat that cannot be read is told of where it is opened.
      guard let chat = try? workspace.chat(at: row.path), let transcript = try? workspace.transcript(of: chat) else {
        continue
      }
      for message in transcript.messages.reversed() {
        let text = message.content.lowercased()
        guard words.allSatisfy({ text.contains($0) }) else { continue }
        let excerpt = excerpt(of: message.content)
        found.append([
          "kind": "message", "chat": .string(row.id), "message": .string(message.id), "title": .string(row.title),
          "role": .string(message.role.rawValue), "created_at": .string(message.createdAt.description),
          "text": .string(excerpt), "marks": marks(in: excerpt),
        ])
        if found.count == limit { return found }
      }
    }
    return found
  }

  /// The part of a text around the first of the words.
  private func excerpt(of text: String) -> String {
    let lowered = text.lowercased()
    // Small letters may have other lengths, so that the place is only about right.
    let place =
      words.compactMap { lowered.range(of: $0).map { lowered.distance(from: lowered.startIndex, to: $0.lowerBound) } }
      .min() ?? 0
    let start = max(0, place - 80)
    let part = text.dropFirst(start).prefix(240)
    return (start > 0 ? "…" : "") + part + (text.dropFirst(start).count > part.count ? "…" : "")
  }

  /// Where the words stand, in UTF-16 units.
  private func marks(in text: String) -> JSON {
    var marks: [(Int, Int)] = []
    let units = Array(text.utf16)
    let lowered = units.map { unit in (0x41...0x5A).contains(unit) ? unit | 0x20 : unit }
    for word in words {
      let wanted = Array(word.utf16)
      guard !wanted.isEmpty, lowered.count >= wanted.count else { continue }
      for start in 0...(lowered.count - wanted.count) where lowered[start..<start + wanted.count].elementsEqual(wanted)
      {
        marks.append((start, start + wanted.count))
      }
    }
    return .array(marks.sorted { $0 < $1 }.prefix(50).map { [JSON($0.0), JSON($0.1)] })
  }
}

extension String {
  /// Where a text stands in this one.
  fileprivate func range(of other: String) -> Range<String.Index>? {
    let (text, wanted) = (Array(utf8), Array(other.utf8))
    guard !wanted.isEmpty, text.count >= wanted.count else { return nil }
    for start in 0...(text.count - wanted.count) where text[start..<start + wanted.count].elementsEqual(wanted) {
      let lower = utf8.index(startIndex, offsetBy: start)
      return lower..<utf8.index(lower, offsetBy: wanted.count)
    }
    return nil
  }
}
