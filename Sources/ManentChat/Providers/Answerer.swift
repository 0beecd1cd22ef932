public import ManentPlugins

/// Who answers, and with which model.
struct Answerer {
  /// Who.
  var provider: any AnswerProvider
  /// The model; `nil` for the provider's default.
  var model: String?
  /// Whether it may be asked: it is a part of this program, the user has named it, or has agreed to it before.
  var isAgreed = true
}

/// What a command line, a chat or a workspace says of who answers.
struct ProviderChoice {
  var provider: String?
  var model: String?
}

extension Providers {
  /// Who answers, by several choices, the one that counts most first.
  ///
  /// A provider may be named with its model (`openai:gpt-4o`), in either place. A model counts for the provider that it
  /// was named with: whoever asks another one does not ask it for that model.
  func answerer(_ choices: [ProviderChoice]) throws -> Answerer {
    let name = try answererName(choices)
    return Answerer(provider: try provider(for: name), model: name.model)
  }

  /// What the one is called who answers by several choices, whether or not there is such a one.
  func answererName(_ choices: [ProviderChoice]) throws(ChatError) -> AnswererName {
    let choices = choices.map(parted)
    guard let name = choices.lazy.compactMap(\.provider).first else {
      throw ChatError(.noProvider, "nobody is named who answers")
    }
    for (index, choice) in choices.enumerated() {
      guard let model = choice.model else { continue }
      guard choices[index...].lazy.compactMap(\.provider).first == name else { continue }
      return AnswererName(provider: name, model: model)
    }
    return AnswererName(provider: name)
  }

  /// The provider of that name, which is to be asked for that model.
  ///
  /// - Throws: as `provider(named:)`; `ChatError.Code.noProvider` also when it has no models.
  public func provider(for name: AnswererName) throws -> any AnswerProvider {
    let provider = try provider(named: name.provider)
    if let model = name.model, Self.builtIn.contains(where: { $0.name == name.provider }) {
      throw ChatError(
        .noProvider,
        "the provider '\(name.provider)' has no models, so it has no '\(model)'; name another with -p, or as "
          + "PROVIDER:MODEL")
    }
    return provider
  }

  /// Takes `PROVIDER:MODEL` apart. Models have colons too (`llama3:8b`), so that what comes before one must be a
  /// provider.
  private func parted(_ choice: ProviderChoice) -> ProviderChoice {
    var choice = choice
    if let provider = choice.provider, let colon = provider.firstIndex(of: ":") {
      choice.provider = String(provider[..<colon])
      choice.model = choice.model ?? String(provider[provider.index(after: colon)...])
    }
    if let model = choice.model, let colon = model.firstIndex(of: ":") {
      let name = String(model[..<colon])
      if choice.provider ?? name == name, isProvider(name) {
        choice.provider = name
        choice.model = String(model[model.index(after: colon)...])
      }
    }
    return choice
  }
}
