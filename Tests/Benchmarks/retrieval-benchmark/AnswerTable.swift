import ManentWorkspace

/// How well questions are answered, and how often it is said that the documents hold no answer.
struct AnswerTable {
  private var rows: [[String]] = []

  /// Asks a workspace questions.
  mutating func add(_ name: String, _ questions: [Question], _ workspace: Workspace) throws {
    let answers = try Answers(of: workspace, to: questions)
    let isKnown = questions.contains { !$0.answers.isEmpty }
    rows.append([name, isKnown ? percentage(answers.right) : "", percentage(answers.refused)])
  }

  /// The table.
  var markdown: String { table(["questions", "answer holds a gold string", "refused"], rows) }
}
