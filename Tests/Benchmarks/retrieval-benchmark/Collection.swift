import ManentCore
import ManentFormats

/// A public test collection: documents, and questions on them.
struct Collection {
  /// What it is called in the tables.
  let name: String
  /// The text of each document, by its name.
  let documents: [(name: String, text: String)]
  /// The questions.
  let questions: [Question]

  /// The paragraphs of XQuAD in a language, and the questions on them.
  static func xquad(_ language: String, named name: String, in folder: Path) throws -> Collection {
    Collection(
      name: name, documents: try documents(folder / "xquad/\(language).paragraphs.jsonl"),
      questions: try lines(folder / "xquad/\(language).questions.jsonl").compactMap { line in
        guard let text = line["question"]?.string, let document = line["document"]?.string else { return nil }
        return Question(
          text: text, grades: [document: 1], answers: line["answers"]?.array?.compactMap(\.string) ?? [])
      })
  }

  /// The abstracts of the Cranfield collection, and the questions on them.
  static func cranfield(in folder: Path) throws -> Collection {
    Collection(
      name: "Cranfield", documents: try documents(folder / "cranfield/documents.jsonl"),
      questions: try lines(folder / "cranfield/questions.jsonl").compactMap { line in
        guard let text = line["question"]?.string, let relevance = line["relevance"]?.object else { return nil }
        return Question(
          text: text, grades: Dictionary(uniqueKeysWithValues: relevance.entries.map { ($0.key, $0.value.int ?? 0) }))
      })
  }

  /// The same questions on other documents.
  func asked(of other: [(name: String, text: String)], named name: String) -> Collection {
    Collection(name: name, documents: other, questions: questions)
  }

  /// The same documents with questions made from these.
  func asking(named name: String, _ change: (Question) -> Question) -> Collection {
    Collection(name: name, documents: documents, questions: questions.map(change))
  }

  private static func documents(_ file: Path) throws -> [(name: String, text: String)] {
    try lines(file).compactMap { line in
      guard let name = line["id"]?.string, let text = line["text"]?.string, !text.isEmpty else { return nil }
      return (name, text)
    }
  }

  private static func lines(_ file: Path) throws -> [JSON] {
    try JSONLines(Files.read(file)).map { try $0.result.get() }
  }
}
