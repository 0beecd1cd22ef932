import ManentPlugins
import ManentRecords
import ManentWorkspace

extension Conversation {
  /// How much may be sent: what the chat or the workspace allows and what the model takes, whichever is less; `nil`
  /// when there is no telling.
  ///
  /// - Parameters:
  ///   - answerer: who is asked.
  ///   - chat: the chat.
  ///   - tokens: about how many tokens there are to send.
  func limit(of answerer: Answerer, for chat: Chat?, sending tokens: Int) throws -> TokenLimit? {
    let allowed =
      chat?.settings.tokens.map { TokenLimit(tokens: $0, owner: "the chat's 'tokens' allows") }
      ?? workspace.settings.tokens.map { TokenLimit(tokens: $0, owner: "'chat.tokens' allows") }
    let provider = answerer.provider
    // A turn that is only rehearsed must not make anybody ask a server.
    let most = answerer.isAgreed ? try provider.contextLimit(of: answerer.model, sending: tokens) : nil
    let taken = most.map {
      TokenLimit(tokens: $0, owner: "\(AnswererName(provider: provider.name, model: answerer.model)) takes")
    }
    return [allowed, taken].compactMap(\.self).min { $0.tokens < $1.tokens }
  }

  /// Chooses what is sent of what there is.
  func choose(
    _ material: ContextMaterial, _ passages: [Passage], by answerer: Answerer, for chat: Chat?
  ) throws -> ChosenContext {
    let tokens = material.tokens(with: passages)
    return try material.choose(passages: passages, limit: limit(of: answerer, for: chat, sending: tokens))
  }
}
