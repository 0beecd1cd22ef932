public import ManentFormats

/// A conversation with one client over two streams of messages, in which the server may ask the client, too.
///
/// A client that has said at its handshake that it can ask its user (`elicitation`) is asked before something is forgotten.
/// One thread at a time.
public final class MCPConversation {
  private let server: MCPServer
  private let read: () throws -> String?
  private let send: (JSON) throws -> Void
  /// Whether the client can ask its user something.
  private var canAsk = false
  private var questions = 0
  /// What came while the client's answer was waited for.
  private var waiting: [String] = []

  /// A conversation.
  /// - Parameters:
  ///   - read: gives the client's next message; `nil` at the end.
  ///   - send: takes a message for the client.
  public init(_ server: MCPServer, read: @escaping () throws -> String?, send: @escaping (JSON) throws -> Void) {
    (self.server, self.read, self.send) = (server, read, send)
  }

  /// Answers until the client has no more to say.
  public func run() throws {
    while let text = try waiting.isEmpty ? read() : waiting.removeFirst() {
      guard text.contains(where: { !$0.isWhitespace }) else { continue }
      let answer: MCPAnswer
      do {
        let message = try JSON(parsing: text)
        if message["method"]?.string == "initialize" {
          canAsk = message["params"]?["capabilities"]?["elicitation"]?.object != nil
        }
        answer = try server.answer(message, ask: canAsk ? ask : nil, progress: send)
      } catch let error as JSONError {
        answer = MCPServer.unreadable("\(error)")
      }
      if let message = answer.message { try send(message) }
    }
  }

  /// Has the client ask its user.
  ///
  /// - Returns: what the user has said; `nil` when the client could not ask, or has left.
  private func ask(_ parameters: JSON) throws -> JSON? {
    questions += 1
    let id = "question-\(questions)"
    try send(["jsonrpc": "2.0", "id": .string(id), "method": "elicitation/create", "params": parameters])
    while let text = try read() {
      // What is no answer to it has its turn afterwards; so has what is no JSON, and is told so then.
      guard let message = try? JSON(parsing: text), message["id"]?.string == id, message["method"] == nil else {
        waiting.append(text)
        continue
      }
      return message["result"]
    }
    return nil
  }
}
