public import ManentFormats

/// A plugin that follows a chat and keeps its state.
public struct PluginObserver {
  private let connection: PluginConnection

  /// An observer over a connection.
  public init(_ connection: PluginConnection) { self.connection = connection }

  /// The plugin's name.
  public var name: String { connection.manifest.name }

  /// Shows it the messages of a chat and the state so far; gives its patch (RFC 7396) to the state.
  public func observe(_ messages: [AnswerRequest.Turn], state: JSON) throws -> JSON {
    let parameters: JSON = [
      "messages": .array(messages.map { ["role": JSON($0.role), "content": JSON($0.content)] }), "state": state,
    ]
    let result = try connection.call("observe", parameters)
    guard let patch = result["state"], patch.object != nil else {
      throw PluginError(.protocolViolation, name, "its answer to 'observe' has no object 'state'")
    }
    return patch
  }
}
