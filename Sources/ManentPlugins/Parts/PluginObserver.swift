public import ManentFormats

/// A plugin that follows a chat and keeps its state.
public struct PluginObserver {
  private let connection: PluginConnection

  /// An observer over a connection.
  public init(_ connection: PluginConnection) { self.connection = connection }

  /// The plugin's name.
  public var name: String { connection.manifest.name }

  /// Shows it the messages of a chat and the state so far; gives its patch (RFC 7396) to the state.
  ///
  /// - Parameters:
  ///   - messages: the messages, the answer as the last of them.
  ///   - state: the state.
  ///   - sources: the passages that the answer quotes, each with the text that is quoted.
  public func observe(_ messages: [AnswerRequest.Turn], state: JSON, sources: [Passage] = []) throws -> JSON {
    var parameters: JSONObject = ["messages": .array(messages.map(\.json)), "state": state]
    if !sources.isEmpty { parameters["sources"] = .array(sources.map(\.json)) }
    let result = try connection.call("observe", .object(parameters))
    guard let patch = result["state"], patch.object != nil else {
      throw PluginError(.protocolViolation, name, "its answer to 'observe' has no object 'state'")
    }
    return patch
  }
}
