import ManentPlugins

extension ContextMaterial {
  /// Chooses what is sent.
  ///
  /// Instructions and question always are. Of what is left of the limit, after room for the answer, passages get the
  /// first part, the best first; then pinned messages, from the newest on; then turns (a question with what was
  /// answered), from the newest on, each whole or not at all: where one does not fit, none before it is sent.
  ///
  /// - Parameters:
  ///   - passages: those that were found, the best first.
  ///   - limit: how many tokens question, context and answer may have; `nil` for no limit.
  /// - Throws: `ChatError.Code.tooLong` when not even instructions and question fit.
  func choose(passages: [Passage], limit: TokenLimit?) throws(ChatError) -> ChosenContext {
    guard let limit else { return chosen(pinned, recent, passages, of: passages.count, limit: nil) }
    var room = try room(in: limit)
    func fits(_ tokens: Int) -> Bool {
      guard tokens <= room else { return false }
      room -= tokens
      return true
    }
    let fitting = Array(passages.prefix { fits(Self.tokens($0)) })
    // A pinned message of the window goes in for itself, and its turn for the rest.
    let kept = Set(
      (pinned + recent).indices.reversed().filter { index in
        let item = index < pinned.count ? pinned[index] : recent[index - pinned.count]
        return item.isPinned && fits(item.tokens)
      })
    var start = recent.endIndex
    for turn in turns.reversed() {
      let cost = turn.reduce(0) { $0 + (kept.contains(pinned.count + $1) ? 0 : recent[$1].tokens) }
      guard fits(cost) else { break }
      start = turn.lowerBound
    }
    return chosen(
      pinned.indices.filter(kept.contains).map { pinned[$0] },
      recent.indices.filter { $0 >= start || kept.contains(pinned.count + $0) }.map { recent[$0] },
      fitting, of: passages.count, limit: limit.tokens)
  }

  /// What is left of a limit for passages and earlier messages.
  private func room(in limit: TokenLimit) throws(ChatError) -> Int {
    let own = TokenEstimate.tokens(question.content) + TokenEstimate.perMessage
    let instructed = instructions.map { TokenEstimate.tokens($0) + TokenEstimate.perMessage } ?? 0
    guard own <= limit.tokens else { throw tooLong("the message has", own, limit) }
    guard own + instructed <= limit.tokens else {
      throw tooLong("the message and its instructions have", own + instructed, limit)
    }
    return max(0, limit.tokens - own - instructed - Self.answerRoom(limit.tokens))
  }

  private func tooLong(_ what: String, _ tokens: Int, _ limit: TokenLimit) -> ChatError {
    ChatError(.tooLong, "\(what) about \(tokens.grouped) tokens and \(limit.owner) \(limit.tokens.grouped)")
  }

  /// The room that is kept for the answer: a quarter of what the model takes, at most 4,096 tokens.
  static func answerRoom(_ limit: Int) -> Int { min(limit / 4, 4096) }

  /// The turns of the window: each begins with a message of the user.
  private var turns: [Range<Int>] {
    var starts = recent.indices.filter { recent[$0].turn.role == "user" }
    if let first = recent.indices.first, starts.first != first { starts.insert(first, at: 0) }
    return zip(starts, starts.dropFirst() + [recent.endIndex]).map { $0..<$1 }
  }

  private func chosen(
    _ pinned: [Item], _ recent: [Item], _ passages: [Passage], of found: Int, limit: Int?
  ) -> ChosenContext {
    var rest = self
    rest.pinned = pinned
    rest.recent = recent
    var figures = ContextFigures(messages: pinned.count + recent.count + 1, all: all)
    figures.isCut = isCut || pinned.count + recent.count < self.pinned.count + self.recent.count
    figures.pinned = (pinned + recent).count(where: \.isPinned)
    figures.passages = passages.count
    figures.foundPassages = found
    figures.tokens = rest.tokens(with: passages)
    figures.limit = limit
    return ChosenContext(messages: rest.messages, passages: passages, figures: figures)
  }
}
