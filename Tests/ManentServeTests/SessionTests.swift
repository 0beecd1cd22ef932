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

  @Test func `a session that has rested goes on in a new chat, and is one session by its id all the same`() throws {
    let server = try TestServer()
    _ = try server("POST", "/ask", ["question": "How high is the lighthouse?", "session_id": "kiosk"])
    #expect(try server("POST", "/conversation/config/kiosk", ["timeout_seconds": 3600]).json["timeout_seconds"] == 3600)
    try age("kiosk", in: server, state: "{\"current_filters\":{\"kind\":\"2bhk\"}}")
    let next = try server(
      "POST", "/api/chat/query", ["query": "How high is the lighthouse?", "session_id": "kiosk"]
    ).json
    let part = try #require(next["session_id"]?.string)
    #expect(part.hasPrefix("kiosk-2-") && part != "kiosk-2")
    #expect(next["previous_session"] == "kiosk")
    // What was known goes on: the state, and how long it may rest.
    #expect(next["state"]?["current_filters"]?["kind"] == "2bhk")
    #expect(try server("POST", "/conversation/config/kiosk", ["max_history": 5]).json["timeout_seconds"] == 3600)
    // The id of the client finds it again, and so does that of the chat, which a client may have taken over.
    let after = try server("POST", "/ask", ["question": "Where is the lighthouse?", "session_id": "kiosk"]).json
    #expect(after["session_id"] == .string(part) && after["previous_session"] == nil)
    let history = try server("GET", "/conversation/history/kiosk").json
    #expect(history["exchanges"] == 3 && history["history"]?.array?.count == 6)
    #expect(history["state"]?["current_filters"]?["kind"] == "2bhk")
    #expect(try server("POST", "/api/get_history", ["session_id": "kiosk"]).json["history"]?.array?.count == 6)
    #expect(try server("GET", "/conversation/export/kiosk").json["messages"]?.array?.count == 6)
    #expect(try server("GET", "/conversation/history/\(part)").json["exchanges"] == 2)
    try age(part, in: server)
    let third = try server("POST", "/ask", ["question": "What is on Skerry Rock?", "session_id": .string(part)]).json
    #expect(third["session_id"]?.string?.hasPrefix("kiosk-3-") == true && third["previous_session"] == .string(part))
    // Clearing and deleting are of the whole session.
    #expect(try server("POST", "/api/clear_history", ["session_id": "kiosk"]).json["cleared"] == 8)
    #expect(try server("GET", "/conversation/history/kiosk").json["history"] == [])
    #expect(try server("DELETE", "/api/sessions/kiosk").status == 200)
    #expect(try server("GET", "/sessions").json["total"] == 0)
    #expect(try server("DELETE", "/api/sessions/kiosk").status == 404)
    #expect(try server("DELETE", "/api/sessions/kiosk?purge=true").json["purged"]?.array?.count == 3)
  }

  @Test func `a client's id is never taken for a part of another client's session`() throws {
    let server = try TestServer()
    let long = String(repeating: "a", count: 60)
    for id in ["x", "x-2", long + "-one", long + "-two"] {
      let said = try server("POST", "/ask", ["question": .string("I am \(id)"), "session_id": .string(id)])
      #expect(said.json["session_id"] == .string(id))
      _ = try server("POST", "/conversation/config/\(id)", ["timeout_seconds": 3600])
    }
    #expect(try server("POST", "/ask", ["question": "Again", "session_id": "x"]).json["session_id"] == "x")
    // Nor the other way round, once the one goes on in another chat.
    try age("x", in: server)
    let more = try server("POST", "/ask", ["question": "More", "session_id": "x"]).json["session_id"]?.string
    #expect(more?.hasPrefix("x-2-") == true)
    for id in [long + "-one", long + "-two"] { try age(id, in: server) }
    let parts = try [long + "-one", long + "-two"].map { id in
      try server("POST", "/ask", ["question": "More", "session_id": .string(id)]).json["session_id"]
    }
    #expect(parts[0] != parts[1] && parts.allSatisfy { $0?.string?.utf8.count ?? 99 <= 64 })
    #expect(try server("POST", "/ask", ["question": "Last", "session_id": "x-2"]).json["session_id"] == "x-2")
    let said = try server("GET", "/conversation/history/x-2").json["history"]?.array?.filter { $0["role"] == "user" }
    #expect(said?.map { $0["content"]?.string } == ["I am x-2", "Last"])
    // A title is no id: only a chat's own id can be shortened.
    _ = try server("POST", "/ask", ["question": "deadbeef"])
    #expect(try server("POST", "/ask", ["question": "x", "session_id": "deadbeef"]).json["session_id"] == "deadbeef")
    for id in [".", ".."] {
      #expect(try server("POST", "/ask", ["question": "x", "session_id": .string(id)]).status == 400)
    }
  }

  @Test func `the last digits of an id that the server has made are enough, to ask and to read`() throws {
    let server = try TestServer()
    let id = try #require(server("POST", "/ask", question).json["session_id"]?.string)
    let end = String(id.suffix(8))
    let next = try server("POST", "/api/chat/query", ["query": "Where is it?", "session_id": .string(end)]).json
    #expect(next["session_id"] == .string(id))
    #expect(try server("GET", "/conversation/history/\(end)").json["exchanges"] == 2)
  }

  @Test(arguments: [true, false])
  func `nothing is left of what is said where the settings say so`(byMachine: Bool) throws {
    let server = try TestServer(settings: byMachine ? "" : "private: true\n")
    if byMachine {
      try Files.makeFolders(TemporaryFolder.current / "config/manent")
      try Files.writeAtomically(
        Array("private: true\n".utf8), to: TemporaryFolder.current / "config/manent" / MachineSettings.fileName)
    }
    let before = try server.workspace.git("rev-parse", "HEAD")
    let said = JSON.string("How high is the lighthouse, quixotically?")
    for (path, key) in [("/ask", "question"), ("/api/generate", "prompt"), ("/api/chat/query", "query")] {
      let reply = try server("POST", path, .object([key: said, "session_id": "s-1"]))
      #expect(reply.text.contains("42 metres") && reply.json["session_id"] == "s-1", "\(reply.text)")
      #expect(try server("POST", path, .object([key: said, "stream": true])).events.last?["type"] == "done")
    }
    let messages: JSON = [["role": "user", "content": said]]
    let chat = try server("POST", "/v1/chat/completions", ["model": "extractive", "messages": messages])
    #expect(chat.status == 200 && chat.headers["X-Manent-Chat"] == nil)
    let answered = try server("POST", "/v1/responses", ["model": "extractive", "input": said])
    #expect(answered.json["status"] == "completed" && answered.json["store"] == false)
    let turn = try #require(server("POST", "/api/v1/turns", ["message": said]).json["turn"]?.string)
    #expect(try server("GET", "/api/v1/turns/\(turn)/events").text.contains("event: done"))
    #expect(try server("GET", "/conversation/history/s-1").status == 404)
    #expect(try server("GET", "/sessions").json["total"] == 0)
    #expect(try server.workspace.git("rev-parse", "HEAD") == before)
    #expect(try server.workspace.git("status", "--porcelain") == "")
    for (path, content) in try FileTree(of: TemporaryFolder.current).entries {
      let text = Base64.decode(content).map { String(decoding: $0, as: UTF8.self) }
      #expect(text?.contains("quixotically") != true, "\(path)")
    }
  }

  @Test func `clearing a session keeps its name and its last activity`() throws {
    let server = try TestServer()
    _ = try server("POST", "/ask", ["question": "How high is the lighthouse?", "session_id": "kiosk"])
    let before = try #require(server("GET", "/api/session_names").json.array?.first)
    #expect(try server("DELETE", "/conversation/history/kiosk").json["cleared"] == 2)
    let after = try #require(server("GET", "/api/session_names").json.array?.first)
    #expect(after["chat_name"] == before["chat_name"] && after["created_at"] == before["created_at"])
    let (old, new) = (before["last_activity"]?.string ?? "z", after["last_activity"]?.string ?? "")
    #expect(new >= old && after["message_count"] == 0)
    #expect(try server("GET", "/conversation/history/kiosk").json["history"] == [])
  }

  @Test func `the state comes with the end of a stream, too`() throws {
    let server = try TestServer()
    let said: JSON = ["query": "How high is the lighthouse?", "session_id": "kiosk", "stream": true]
    _ = try server("POST", "/api/chat/query", said)
    try server.change("kiosk") {
      $0.replacing("\"role\":\"assistant\"", with: "\"role\":\"assistant\",\"state\":{\"last_topic\":\"x\"}")
    }
    let done = try #require(server("POST", "/api/chat/query", said).events.last)
    #expect(done["type"] == "done" && done["state"]?["last_topic"] == "x", "\(done.serialized())")
  }

  /// Makes all that was said in a session a long time ago.
  private func age(_ session: String, in server: TestServer, state: String? = nil) throws {
    // The clock of the workspace is the machine's: the messages are made old instead.
    try server.change(session) { text in
      let old = text.replacing(#/"created_at":"20\d\d/#, with: "\"created_at\":\"2001")
      guard let state else { return old }
      return old.replacing("\"role\":\"assistant\"", with: "\"role\":\"assistant\",\"state\":\(state)")
    }
    _ = try server("GET", "/sessions")
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
    for _ in 1...3 {
      for number in 1...2 {
        let said = try server(
          "POST", "/api/generate", ["prompt": "How high is the lighthouse?", "session_id": "kiosk"])
        #expect(said.status == 200 && said.json["session_id"]?.string?.hasPrefix("kiosk") == true, "\(said.text)")
        #expect(try server("GET", "/conversation/history/kiosk").json["exchanges"] == JSON(number))
        #expect(
          try server("POST", "/api/get_history", ["session_id": "kiosk"]).json["history"]?.array?.count == number * 2)
      }
      #expect(try server("DELETE", "/api/sessions/kiosk").status == 200)
      #expect(try server("GET", "/conversation/history/kiosk").status == 404)
      #expect(try server("POST", "/api/get_history", ["session_id": "kiosk"]).json["history"] == [])
    }
    #expect(try server("POST", "/api/v1/chats/kiosk/restore", [:]).status == 200)
    #expect(try server("GET", "/conversation/history/kiosk").json["exchanges"] == 2)
    // A chat that is not there is told of as such.
    #expect(try server("DELETE", "/api/v1/chats/nope").json["error"]?["code"] == "chat_not_found")
  }

  @Test func `a clean-up tells its plan before it does anything`() throws {
    let server = try TestServer()
    _ = try server("POST", "/ask", question)
    let plan = try server("POST", "/api/cleanup_sessions", ["days_old": 30, "dry_run": true]).json
    #expect(plan["deleted_count"] == 0 && plan["sessions"] == [] && plan["plan"]?["keep"]?.array?.count == 1)
    #expect(try server("POST", "/api/cleanup_sessions", ["days_old": 0]).status == 400)
  }
}
