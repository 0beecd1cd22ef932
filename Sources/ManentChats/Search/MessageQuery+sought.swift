import ManentIndex

extension Excerpt.Sought {
  /// What a query looks for in chats.
  init(_ query: MessageQuery) {
    let words = query.wanted.flatMap { clause in clause.isPrefix ? clause.words.dropLast() : clause.words[...] }
    let cut = query.wanted.flatMap { clause in clause.isPrefix ? clause.terms.dropLast() : clause.terms[...] }
    self.init(
      terms: Set(cut.flatMap { $0.split(separator: " ").map(String.init) }),
      prefixes: query.wanted.filter(\.isPrefix).compactMap(\.words.last),
      runs: words.filter { $0.utf8.first.map { $0 >= 0x80 } ?? false })
  }
}
