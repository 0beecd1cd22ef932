import ManentCore
import ManentDocuments
import ManentFormats
import ManentIndex
import ManentPlugins
import ManentRecords
import ManentWorkspace

/// What speaks for answers and for none, a question a line, for `Tests/Benchmarks/answer-evidence/fit.py`: questions
/// whose documents are there, and questions whose documents were left out.
///
/// Questions are left out whose document is there and whose best quotation is wrong: nobody can say what is right
/// for them.
struct EvidenceRows {
  private let print: (String) -> Void

  init(printing print: @escaping (String) -> Void) { self.print = print }

  /// A question, with what its answer holds.
  struct Item {
    var question: String
    var documents: [String]
    /// One of these must be quoted.
    var gold: [String]
    /// What is left out together when the weights are checked.
    var fold: String
  }

  /// Asks about a collection: all of it, and each half by questions on the other.
  func ask(
    _ name: String, _ items: [Item], on documents: [(name: String, text: [UInt8])],
    in workspaces: borrowing TemporaryWorkspaces
  ) throws {
    let all = try workspaces.workspace("\(name)-all", holding: documents)
    for item in items { try ask(item, all, name, isThere: !item.documents.isEmpty) }
    for half in 0..<2 {
      let kept = documents.enumerated().filter { $0.offset % 2 == half }.map(\.element)
      let names = Set(kept.map(\.name))
      let workspace = try workspaces.workspace("\(name)-\(half)", holding: kept)
      for item in items where !item.documents.isEmpty && names.isDisjoint(with: item.documents) {
        try ask(item, workspace, "\(name), left out", isThere: false)
      }
    }
  }

  private func ask(_ item: Item, _ workspace: Workspace, _ name: String, isThere: Bool) throws {
    let finding = try workspace.find(item.question, limit: workspace.settings.topK)
    let texts = finding.passages.compactMap(\.surroundings)
    guard texts.count == finding.passages.count else { return }
    let choice = AnswerChoice(
      finding.plan, from: texts, scores: finding.passages.map { Float($0.score) }, isWithin: true)
    guard let evidence = choice.evidence, let quotation = choice.quotations.first ?? choice.nearest else { return }
    let quoted = quotation.ranges.map { String(decoding: texts[quotation.passage].text[$0], as: UTF8.self) }
    let holdsGold = item.gold.contains { Self.plain(quoted.joined(separator: " ")).contains(Self.plain($0)) }
    guard isThere ? holdsGold : item.gold.isEmpty || !holdsGold else { return }
    let row: JSONObject = [
      "collection": .string(name + (isThere ? "" : item.documents.isEmpty ? ", not there" : "")),
      "fold": .string(item.fold), "answers": .bool(isThere),
      "evidence": .array(evidence.values.map { .number(JSONNumber(Double($0))) }),
    ]
    print(JSON.object(row).serialized())
  }

  private static func plain(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension EvidenceRows {
  /// The questions of XQuAD in English, in six folds of articles.
  static func xquad(in folder: Path) throws -> [Item] {
    try Collection.xquad("en", named: "English", in: folder).questions.compactMap { question in
      guard let document = question.grades.keys.first, let article = Int(document.prefix { $0 != "-" }) else {
        return nil
      }
      return Item(
        question: question.text, documents: [document], gold: question.answers, fold: "articles \(article / 8)")
    }
  }

  /// Everyday questions, those without an answer too, in a fold a folder; the latter in six.
  static func everyday(in folder: Path) throws -> [Item] {
    let lines = try JSONLines(Files.read(folder / "everyday/questions.jsonl")).map { try $0.result.get() }
    return lines.enumerated().compactMap { number, line in
      guard let kind = line["kind"]?.string, ["answerable", "unanswerable"].contains(kind),
        let question = line["question"]?.string
      else { return nil }
      let documents = line["documents"]?.array?.compactMap(\.string) ?? []
      let gold = ["gold", "any_of"].flatMap { line[$0]?.array?.compactMap(\.string) ?? [] }
      let fold = documents.first.map { String($0.prefix { $0 != "/" }) } ?? "none \(number % 6)"
      return Item(question: question, documents: documents, gold: gold, fold: fold)
    }
  }

  /// The everyday documents by their paths, in order.
  static func everydayDocuments(in folder: Path, below name: String = "") throws -> [(name: String, text: [UInt8])] {
    let root = folder / "everyday/documents"
    return try Files.list(name.isEmpty ? root : root / name).flatMap { entry in
      let path = name.isEmpty ? entry : "\(name)/\(entry)"
      return try Files.status(root / path)?.kind == .folder
        ? everydayDocuments(in: folder, below: path) : [(path, try Files.read(root / path))]
    }
  }
}
