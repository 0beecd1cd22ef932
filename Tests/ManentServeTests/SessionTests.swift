import ManentCatalog
import ManentCore
import ManentFormats
import ManentHTTP
import ManentWorkspace
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentServe

@Suite(.temporaryFolder) struct `The interface of sessions` {
  private let question: JSON = ["question": "How high is the lighthouse?"]

  @Test func `a question begins a session, which the next one goes on with`() throws {
    let server = try TestServer()
    let first = try server("POST", "/ask/", question).json
    #expect(first["answer"]?.string?.contains("42 metres") == true)
    #expect(first["answered"] == true)
    #expect(first["sources"]?.array?.first?["document"] == "guide.md")
    let id = try #require(first["session_id"]?.string)
    let next = try server("POST", "/ask", ["question": "And where is it?", "session_id": .string(id)]).json
    #expect(next["session_id"] == .string(id))
    let history = try server("GET", "/conversation/history/\(id)").json
    #expect(history["exchanges"] == 2)
    #expect(history["history"]?.array?.map { $0["sender"]?.string } == ["Human", "AI", "Human", "AI"])
    // What a request writes is what the command line writes: one commit a turn, nothing left open.
    #expect(try server.workspace.git("status", "--porcelain") == "")
    #expect(try server.workspace.subjects().prefix(2).allSatisfy { $0.hasPrefix("chat: ") })
  }

  @Test func `a client may bring a session id of 8 characters`() throws {
    let server = try TestServer()
    let reply = try server("POST", "/api/chat/query", ["query": "How high is it?", "session_id": "a3b4c5d6"]).json
    #expect(reply["session_id"] == "a3b4c5d6")
    #expect(reply["state"]?.object != nil)
    #expect(try server("POST", "/ask", ["question": "?", "session_id": "../x"]).status == 400)
  }

  @Test func `a stream names the session, then gives the answer in pieces`() throws {
    let server = try TestServer()
    let reply = try server("POST", "/ask", question, headers: ["Accept": "text/event-stream"])
    #expect(reply.headers["Content-Type"]?.hasPrefix("text/event-stream") == true)
    let kinds = reply.events.map { $0["type"]?.string ?? "" }
    #expect(kinds.first == "session" && kinds.suffix(2) == ["sources", "done"])
    let tokens = reply.events.compactMap { $0["token"]?.string }.joined()
    #expect(tokens.contains("42 metres"))
    #expect(reply.events.first?["session_id"]?.string?.isEmpty == false)
  }

  @Test func `a session that has rested goes on in a new chat, which the same id finds again`() throws {
    let server = try TestServer()
    _ = try server("POST", "/ask", ["question": "How high is the lighthouse?", "session_id": "kiosk"])
    #expect(try server("POST", "/conversation/config/kiosk", ["timeout_seconds": 1]).json["timeout_seconds"] == 1)
    let row = try #require(server.service.workspaces.use(server.workspace.root) { try $0.workspace.chats() }.first)
    // The clock of the workspace is the machine's: the last message is made old instead.
    try server.workspace.git("log", "-1")
    let file = "\(row.path)/0001.jsonl"
    let year = row.activity.description.prefix(4)
    try server.workspace.write(
      file, try server.workspace.read(file).replacing("\"created_at\":\"\(year)", with: "\"created_at\":\"2001"))
    let created = try server.workspace.read("\(row.path)/chat.yaml")
    try server.workspace.write("\(row.path)/chat.yaml", created.replacing(String(year), with: "2001"))
    _ = try server("GET", "/sessions")
    let next = try server("POST", "/ask", ["question": "How high is the lighthouse?", "session_id": "kiosk"]).json
    #expect(next["session_id"] == "kiosk-2")
    #expect(next["previous_session"] == "kiosk")
    let after = try server("POST", "/ask", ["question": "How high is the lighthouse?", "session_id": "kiosk"]).json
    #expect(after["session_id"] == "kiosk-2")
    #expect(after["previous_session"] == nil)
    #expect(try server("GET", "/conversation/history/kiosk").json["exchanges"] == 1)
  }

  @Test func `the older interface keeps names, counts and history`() throws {
    let server = try TestServer()
    let said = try server("POST", "/api/generate/", ["prompt": "How high is the lighthouse?"]).json
    let id = try #require(said["session_id"]?.string)
    #expect(said["response"]?.string?.contains("42") == true)
    let names = try server("GET", "/api/session_names/").json.array ?? []
    #expect(names.map { $0["session_id"]?.string } == [id])
    #expect(names.first?["message_count"] == 2)
    #expect(names.first?["chat_name"]?.string?.hasPrefix("How high is the lighthouse") == true)
    let history = try server("POST", "/api/get_history/", ["session_id": .string(id)]).json["history"]?.array
    #expect(history?.map { $0["role"]?.string } == ["user", "assistant"])
    #expect(try server("POST", "/api/get_history", ["session_id": "new-one"]).json["history"] == [])
    let stats = try server("GET", "/api/session_stats/").json
    #expect(stats["total_sessions"] == 1 && stats["total_messages"] == 2 && stats["recent_sessions"] == 1)
    #expect(try server("POST", "/api/clear_history/", ["session_id": .string(id)]).json["cleared"] == 2)
    #expect(try server("GET", "/conversation/history/\(id)").json["history"] == [])
    #expect(try server("DELETE", "/api/sessions/\(id)").status == 200)
    #expect(try server("GET", "/conversation/history/\(id)").status == 404)
    #expect(try server("POST", "/api/v1/chats/\(id)/restore", [:]).json["kind"] == "chat")
  }

  @Test func `a client that deletes a session and keeps its id begins anew with it`() throws {
    let server = try TestServer()
    for number in 1...3 {
      let id = number == 1 ? "kiosk" : "kiosk-\(number)"
      for _ in 0..<2 {
        let said = try server(
          "POST", "/api/generate", ["prompt": "How high is the lighthouse?", "session_id": "kiosk"])
        #expect(said.json["session_id"] == .string(id), "\(said.text)")
      }
      #expect(try server("GET", "/conversation/history/\(id)").json["exchanges"] == 2)
      #expect(try server("DELETE", "/api/sessions/\(id)").status == 200)
    }
    #expect(try server("POST", "/api/v1/chats/kiosk/restore", [:]).status == 200)
  }

  @Test func `a clean-up tells its plan before it does anything`() throws {
    let server = try TestServer()
    _ = try server("POST", "/ask", question)
    let plan = try server("POST", "/api/cleanup_sessions", ["days_old": 30, "dry_run": true]).json
    #expect(plan["deleted_count"] == 0 && plan["sessions"] == [] && plan["plan"]?["keep"]?.array?.count == 1)
    #expect(try server("POST", "/api/cleanup_sessions", ["days_old": 0]).status == 400)
  }
}
