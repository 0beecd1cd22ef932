import ManentCore
import ManentFormats
import TestSupport
import Testing

/// `manent mcp` in a conversation in which it asks the client, too.
@Suite(.temporaryFolder) struct MCPConversationTests {
  private let manent: Tool

  init() throws {
    manent = try Tool()
    _ = try manent.makeWorkspace()
    try manent.succeed("-w", "work", "chat", "--cid", "kites", "--no-documents", "Kites fly in the wind")
  }

  private func line(_ message: JSON) -> String { message.serialized() + "\n" }

  private func handshake(canAsk: Bool) -> String {
    line([
      "jsonrpc": "2.0", "id": 1, "method": "initialize",
      "params": [
        "protocolVersion": "2025-11-25", "capabilities": canAsk ? ["elicitation": [:]] : [:],
        "clientInfo": ["name": "test", "version": "1"],
      ],
    ])
  }

  private var forget: String {
    line([
      "jsonrpc": "2.0", "id": 2, "method": "tools/call",
      "params": ["name": "forget_chat", "arguments": ["id": "kites"]],
    ])
  }

  private func said(_ result: JSON) -> String { line(["jsonrpc": "2.0", "id": "question-1", "result": result]) }

  private func answers(to input: String) throws -> [JSON] {
    try manent.succeed("-w", "work", "mcp", "--write", input: input).split(separator: "\n").map {
      try JSON(parsing: String($0))
    }
  }

  private func isThere() throws -> Bool {
    try manent.json("-w", "work", "chats", "--json").array?.contains { $0["id"] == "kites" } ?? false
  }

  @Test func `the user is asked before a chat is forgotten, and what comes meanwhile has its turn`() throws {
    let ping = line(["jsonrpc": "2.0", "id": 3, "method": "ping"])
    let input = handshake(canAsk: true) + forget + ping + said(["action": "accept", "content": ["confirm": true]])
    let answers = try answers(to: input)
    #expect(answers.map { $0["id"] } == [1, "question-1", 2, 3])
    #expect(answers[1]["method"] == "elicitation/create")
    #expect(answers[1]["params"]?["message"] == "Forget the chat 'Kites fly in the wind'?")
    #expect(answers[1]["params"]?["requestedSchema"]?["required"] == ["confirm"])
    #expect(answers[2]["result"]?["isError"] == false)
    #expect(try !isThere())
  }

  @Test(
    arguments: [
      ["action": "decline"], ["action": "cancel"], ["action": "accept", "content": ["confirm": false]],
    ] as [JSON])
  func `nothing is forgotten when the user does not want it`(answer: JSON) throws {
    let answers = try answers(to: handshake(canAsk: true) + forget + said(answer))
    #expect(answers.last?["result"]?["isError"] == true)
    #expect(try isThere())
  }

  @Test func `nothing is forgotten when the client cannot ask, or leaves`() throws {
    let plain = try answers(to: handshake(canAsk: false) + forget)
    #expect(plain.map { $0["id"] } == [1, 2] && plain[1]["result"]?["isError"] == true)
    let left = try answers(to: handshake(canAsk: true) + forget)
    #expect(left.last?["result"]?["isError"] == true)
    let failed = line(["jsonrpc": "2.0", "id": "question-1", "error": ["code": -32601, "message": "no"]])
    #expect(try answers(to: handshake(canAsk: true) + forget + failed).last?["result"]?["isError"] == true)
    #expect(try isThere())
  }
}
