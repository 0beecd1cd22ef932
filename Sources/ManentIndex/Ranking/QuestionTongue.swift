/// Whether a question is in another language than what was found for it: by the common words of both, and by their
/// scripts. Where that is not plain, it is taken for the same.
struct QuestionTongue {
  private let counts: [Int]
  private let scripts: Set<WordScript>

  /// How much of a text is looked at, in bytes.
  private static let longest = 8_192
  /// Common words of its own that a text has at least when it is in a language.
  private static let least = 3

  init(_ plan: QueryPlan) {
    counts = CommonWords.counts(in: plan.text)
    scripts = Set(plan.terms.lazy.filter { !$0.isCommon }.map(\.script))
  }

  /// Whether it has common words of another language, and more than English ones.
  var isOtherThanEnglish: Bool { counts.dropFirst().contains { $0 > counts[0] } }

  /// Whether a passage is in another language.
  func isForeign(to passage: PassageText) -> Bool {
    let text = FoldedText(Array(passage.text[passage.range].prefix(Self.longest)), for: .vectors)
    let theirs = CommonWords.counts(in: text)
    guard let most = theirs.max(), most >= Self.least else {
      return scripts.contains(.spaced) && scripts.count == 1 && text.words.allSatisfy { $0.script != .spaced }
    }
    if scripts.contains(where: { $0 != .spaced }) { return !text.words.contains { $0.script != .spaced } }
    guard let own = counts.max(), own > 0 else { return false }
    // Of the languages that the question may be in, none is that of the passage.
    let best = theirs.indices.filter { counts[$0] == own }.map { theirs[$0] }.max() ?? 0
    return best * 3 <= most
  }
}
