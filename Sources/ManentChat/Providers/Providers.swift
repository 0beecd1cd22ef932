public import ManentPlugins

/// Who can answer.
public enum Providers {
  /// The providers that are a part of Manent.
  public static let builtIn: [any AnswerProvider & Sendable] = [ExtractiveProvider()]

  /// The provider of that name.
  public static func provider(
    named name: String, among providers: [any AnswerProvider & Sendable] = builtIn
  ) throws(ChatError) -> any AnswerProvider {
    if let provider = providers.first(where: { $0.name == name }) { return provider }
    let names = providers.map { "'\($0.name)'" }.joined(separator: ", ")
    throw ChatError(.noProvider, "no provider is called '\(name)'; there is \(names)")
  }
}
