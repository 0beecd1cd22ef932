import ManentCore

/// How well questions are answered, on public test collections: `swift run -c release retrieval-benchmark DATA_FOLDER`.
///
/// `Tests/Benchmarks/README.md` says where the data comes from and what it looks like.
@main struct RetrievalBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst().filter { $0 != "--evidence" }
    guard arguments.count == 1 else {
      print("usage: retrieval-benchmark [--evidence] DATA_FOLDER (see Tests/Benchmarks/README.md)")
      return
    }
    let folder = Path(arguments[0]).absolute(from: Platform.currentFolder)
    let workspaces = try TemporaryWorkspaces.make()
    if CommandLine.arguments.contains("--evidence") {
      let rows = EvidenceRows { print($0) }
      try rows.ask(
        "everyday", EvidenceRows.everyday(in: folder), on: EvidenceRows.everydayDocuments(in: folder), in: workspaces)
      let documents = try Collection.xquad("en", named: "English", in: folder).documents
      try rows.ask(
        "xquad", EvidenceRows.xquad(in: folder), on: documents.map { ($0.name, Array($0.text.utf8)) }, in: workspaces)
      return
    }
    let english = try Collection.xquad("en", named: "English", in: folder)
    let cranfield = try Collection.cranfield(in: folder)
    let inEnglish = try workspaces.workspace("en", holding: english.documents)
    let onCranfield = try workspaces.workspace("cranfield", holding: cranfield.documents)

    var rankings = RankingTable()
    var answers = AnswerTable()
    var recall = VectorRecall()
    try rankings.add(english, inEnglish, tokenizer: "porter unicode61")
    try answers.add("English, its paragraph is there", english.questions, inEnglish)
    try rankings.add(
      "English with typing errors",
      of: [UInt64](1...3).map { seed in
        var errors = TypingErrors(seed: seed)
        return english.asking(named: "English") { question in
          var question = question
          question.text = errors.spoil(question.text)
          return question
        }
      }, inEnglish, tokenizer: "porter unicode61")
    for (language, name) in [("de", "German"), ("th", "Thai"), ("zh", "Chinese")] {
      let collection = try Collection.xquad(language, named: name, in: folder)
      let workspace = try workspaces.workspace(language, holding: collection.documents)
      try rankings.add(collection, workspace, tokenizer: "unicode61")
      try answers.add("\(name), its paragraph is there", collection.questions, workspace)
      try recall.add(collection, workspace, codes: workspaces.file("codes"))
    }
    try recall.add(english, inEnglish, codes: workspaces.file("codes"))
    try recall.add(cranfield, onCranfield, codes: workspaces.file("codes"))
    try rankings.addGraded(cranfield, onCranfield, tokenizer: "porter unicode61")

    let asked = Set(english.questions.flatMap(\.grades.keys).map { $0.prefix { $0 != "-" } })
    let others = english.documents.filter { !asked.contains($0.name.prefix { $0 != "-" }) }
    let elsewhere = try workspaces.workspace("others", holding: others)
    try answers.add("English, its article is not there", english.questions.withoutAnswers, elsewhere)
    try answers.add("English, put to the Cranfield abstracts", english.questions.withoutAnswers, onCranfield)
    try answers.add("Cranfield's, put to the English paragraphs", cranfield.questions, inEnglish)

    print(rankings.markdown)
    print(answers.markdown)
    print(recall.markdown)
  }
}

extension [Question] {
  /// The questions for documents that do not answer them.
  var withoutAnswers: [Question] { map { Question(text: $0.text, grades: [:]) } }
}
