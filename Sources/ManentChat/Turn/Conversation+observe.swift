import ManentChats
import ManentCore
import ManentFormats
import ManentPlugins
import ManentRecords
import ManentWorkspace

extension Conversation {
  /// Who follows a chat, in order: those that it names itself, or the template of a new one, else the workspace's.
  func observers(of chat: Chat?, template: ChatTemplate? = nil) -> [String] {
    (chat == nil ? template?.observers : chat?.settings.observers) ?? workspace.settings.observers
  }

  /// The state that a turn begins with. A provider that is a part of Manent does not look at it.
  ///
  /// - Parameters:
  ///   - chat: the chat; `nil` for a turn that begins one and is not kept.
  ///   - provider: who answers.
  ///   - old: the answer that is to be replaced, which does not count any more.
  func state(of chat: Chat?, for provider: any AnswerProvider, leavingOut old: Message? = nil) throws -> JSON? {
    let isBuiltIn = Providers.builtIn.contains { $0.name == provider.name }
    guard let chat, !isBuiltIn || !observers(of: chat).isEmpty else { return nil }
    return try workspace.state(of: chat, leavingOut: old?.id)
  }

  /// Shows a turn to those who follow the chat.
  ///
  /// - Parameters:
  ///   - answer: the answer, which is whole and has been shown.
  ///   - passages: those that were handed to the provider.
  ///   - context: the messages that it was made from.
  ///   - chat: the chat; `nil` when the turn is not kept and begins one.
  ///   - template: what such a turn is begun from.
  ///   - before: the state that the turn began with.
  /// - Returns: the patch for the answer's line, and `stop` when the user did not want to wait.
  func observe(
    _ answer: Answer, from passages: [Passage], after context: [AnswerRequest.Turn], in chat: Chat?,
    template: ChatTemplate? = nil, before: JSON
  ) -> (patch: JSON?, stop: Interruption?) {
    let answered = answer.state.map { before.merging($0) } ?? before
    let (patches, stop) = providers.observers.observe(
      observers(of: chat, template: template),
      context + [.init(role: Message.Role.assistant.rawValue, content: answer.content)],
      state: answered, sources: answer.quoted(of: passages),
      agrees: workspace.isAgreed, notify: workspace.surroundings.notify)
    let all = (answer.state.map { [$0] } ?? []) + patches
    // A single patch is kept as it was said; of several, what they come to.
    guard all.count > 1 else { return (all.first, stop) }
    let after = patches.reduce(answered) { $0.merging($1) }
    return (before.mergePatch(to: after), stop)
  }
}

extension Answer {
  /// The passages that it quotes, each with the quoted text in the place of the whole.
  func quoted(of passages: [Passage]) -> [Passage] {
    passages.enumerated().compactMap { index, passage in
      let ranges = quotes.filter { $0.passage == index }.map(\.range)
      guard let first = ranges.first else { return nil }
      let bytes = Array(passage.text.utf8)
      var quoted = passage
      quoted.range = first
      quoted.text = ranges.map { range in
        let part = range.clamped(to: passage.range)
        let start = part.lowerBound - passage.range.lowerBound
        return String(decoding: bytes[min(start, bytes.count)..<min(start + part.count, bytes.count)], as: UTF8.self)
      }.joined(separator: "\n")
      return quoted
    }
  }
}
