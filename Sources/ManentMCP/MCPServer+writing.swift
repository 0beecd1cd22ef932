import ManentChat
import ManentChats
import ManentCore
import ManentDocuments
import ManentFormats
import ManentRecords
import ManentWorkspace

extension MCPServer {
  func addDocument(_ input: JSONObject) throws -> JSON {
    let name = input["name"]?.string ?? ""
    try DocumentName.check(name)
    let text = Array((input["text"]?.string ?? "").utf8)
    let report = try workspace.add([DocumentSource(.bytes(text), name: name, isExplicit: true)])
    if let refusal = report.failed.first {
      throw WorkspaceError(.badDocument, name, refusal.error)
    }
    let outcome = report.added.isEmpty ? report.updated.isEmpty ? "unchanged" : "updated" : "added"
    return ["name": .string(name), "outcome": .string(outcome)]
  }

  func appendNote(_ input: JSONObject) throws -> JSON {
    let author = options.author
    let text = input["text"]?.string ?? ""
    guard text.contains(where: { !$0.isWhitespace }), !text.unicodeScalars.contains("\0") else {
      throw BadInput(message: "the note is no text")
    }
    let draft = Workspace.Draft(role: .user, content: text) { message in
      message.author = author
      message.metadata = ["kind": "note"]
    }
    let chat: Chat
    let message: Message
    if let id = input["chat"]?.string {
      chat = try workspace.chat(matching: id)
      message = try workspace.append(draft, to: chat)
    } else {
      (chat, message) = try workspace.createChat(first: draft, tags: ["note"])
    }
    try workspace.commitTurn(of: chat)
    return ["chat": .string(chat.id), "message": .string(message.id)]
  }

  func tagChat(_ input: JSONObject) throws -> JSON {
    let chat = try workspace.chat(matching: input["id"]?.string ?? "")
    let added = input["add"]?.array?.compactMap(\.string) ?? []
    let removed = input["remove"]?.array?.compactMap(\.string) ?? []
    let changed = try workspace.tag(chat, adding: added, removing: removed)
    return ["id": .string(changed.id), "tags": .array(changed.settings.tags.map(JSON.string))]
  }

  func forgetChat(_ input: JSONObject) throws -> JSON {
    let chat = try workspace.chat(matching: input["id"]?.string ?? "")
    _ = try workspace.forget([chat.id])
    return ["id": .string(chat.id), "forgotten": true]
  }
}
