import ManentCatalog
import ManentCore
import ManentDocuments
import ManentIndex

extension Conversation {
  /// What the built-in provider says to a message that is addressed to the program, not to the documents; `nil` for a
  /// question.
  ///
  /// - Parameters:
  ///   - message: the message.
  ///   - quoted: the document that the last answer quotes; `nil` when nothing was answered before.
  func talk(_ message: String, after quoted: String?) throws -> String? {
    guard let understood = TalkIntent.of(message, isContinued: quoted != nil) else { return nil }
    let replies = understood.tongue.replies
    let documents = try workspace.documents()
    if let text = replies.text(for: understood.intent, documents: documents.count) { return text }
    if documents.isEmpty { return replies.noDocuments }
    switch understood.intent {
    case .documents: return listing(of: documents, replies)
    case .mention(let words): return try mentions(of: words, among: documents.count, replies)
    case .outline(let name): return try outline(of: name.isEmpty ? quoted ?? "" : name, among: documents, replies)
    default: return nil
    }
  }

  /// What documents there are: all of a few, else the folders.
  private func listing(of documents: [DocumentRow], _ replies: TalkReplies) -> String {
    let size = ByteCount(documents.reduce(0) { $0 + $1.stamp.size }).description
    let head = replies.listing.replacing("{documents}", with: replies.documents(documents.count))
      .replacing("{n}", with: "\(documents.count)").replacing("{size}", with: size)
    var entries: [String] = []
    if documents.count <= 20 {
      entries = documents.map(\.name)
    } else {
      var folders: [(name: String, count: Int)] = []
      for document in documents {
        guard let slash = document.name.firstIndex(of: "/") else {
          entries.append(document.name)
          continue
        }
        let folder = String(document.name[...slash])
        if folders.last?.name == folder {
          folders[folders.count - 1].count += 1
        } else {
          folders.append((folder, 1))
        }
      }
      entries = folders.map { "\($0.name) (\($0.count))" } + entries
    }
    let rest = documents.count <= 20 || entries.count > 20
    let further = max(0, entries.count - 20)
    return
      ([head] + entries.prefix(20).map { "- \($0)" }
      + (further > 0 || (documents.count > 20 && rest)
        ? [replies.furtherDocuments.replacing("{n}", with: "\(further)")] : []))
      .joined(separator: "\n")
  }

  /// Which documents hold some words.
  private func mentions(of words: String, among count: Int, _ replies: TalkReplies) throws -> String {
    let found = try workspace.documents(mentioning: words)
    guard !found.isEmpty else { return replies.noMention.replacing("{x}", with: words) }
    let head = replies.mentions.replacing("{documents}", with: replies.documents(found.count))
      .replacing("{x}", with: words)
    let further = found.count - 20
    return
      ([head] + found.prefix(20).map { "- \($0)" }
      + (further > 0 ? [replies.furtherDocuments.replacing("{n}", with: "\(further)")] : [])).joined(separator: "\n")
  }

  /// The outline of the document that a text names; `nil` when it names none.
  private func outline(of name: String, among documents: [DocumentRow], _ replies: TalkReplies) throws -> String? {
    let found = DocumentNaming(documents.map(\.name)).documents(called: name)
    guard let document = found.first else {
      // Words that name no document may be a subject: then it is a question.
      guard name.contains(where: { $0 == "." || $0 == "/" }), !name.contains(where: \.isWhitespace) else { return nil }
      let nearest =
        Nearest.match(for: name, in: documents.map(\.name))
        ?? Nearest.match(for: name, in: documents.map { Path($0.name).name })
      return replies.noSuchDocument.replacing("{x}", with: name)
        + (nearest.map { " " + replies.nearest.replacing("{x}", with: $0) } ?? "")
    }
    guard found.count == 1 else {
      return ([replies.several.replacing("{x}", with: name)] + found.prefix(10).map { "- \($0)" })
        .joined(separator: "\n")
    }
    if let problem = documents.first(where: { $0.name == document })?.problem {
      return replies.unreadable.replacing("{x}", with: document).replacing("{n}", with: problem)
    }
    let sketch = DocumentSketch(
      try workspace.document(named: document).text, fileExtension: Path(document).fileExtension)
    if let table = sketch.table {
      return
        ([replies.columns.replacing("{n}", with: "\(table.rows)").replacing("{x}", with: document)]
        + table.columns.map { "- \($0)" }).joined(separator: "\n")
    }
    if sketch.sections.isEmpty {
      return ([replies.opening.replacing("{x}", with: document)] + sketch.opening.map { "- \($0)" })
        .joined(separator: "\n")
    }
    return
      ([replies.outline.replacing("{x}", with: document)]
      + sketch.sections.map { section in
        "- \(section.title)" + (section.sentence.isEmpty ? "" : ": \(section.sentence)")
      }).joined(separator: "\n")
  }
}
