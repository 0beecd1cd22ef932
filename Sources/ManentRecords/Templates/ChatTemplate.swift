/// What a chat can be begun from: a file of `templates/`.
public struct ChatTemplate: Sendable, Equatable {
  /// Something that is put in where `{{name}}` stands.
  public struct Variable: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// What it is, for whoever is asked for it.
    public var description: String?
    /// What it is when nothing is said; `nil` when something must be.
    public var preset: String?
  }

  /// Its name: that of the file, without the ending.
  public var name: String
  /// What it is for.
  public var description: String?
  /// Instructions to the provider.
  public var instructions: String?
  /// The first message, when none is given; the parts before, between and after the places where a given one goes
  /// (`{{message}}`).
  public var opening: [String] = []
  /// Tags of the chat.
  public var tags: [String] = []
  /// Who answers.
  public var provider: String?
  /// Which of the provider's models.
  public var model: String?
  /// The plugins that follow a chat, when not those that the workspace names.
  public var observers: [String]?
  /// How many messages are handed to the provider.
  public var window: Int?
  /// Whether nothing of a chat is kept.
  public var isPrivate = false
  /// What can be put in, in the order of the file.
  public var variables: [Variable] = []

  /// An empty template.
  public init(name: String) { self.name = name }

  /// Whether its first message has a place for a given one, and so cannot do without.
  public var needsMessage: Bool { opening.count > 1 }

  /// The first message.
  ///
  /// - Parameter given: what the user says; may be empty.
  public func message(for given: String) -> String {
    if needsMessage { return opening.joined(separator: given) }
    return given.contains { !$0.isWhitespace } ? given : opening.first ?? given
  }
}
