import ManentCatalog
import ManentChats
import ManentCore
import ManentDocuments
import ManentFormats
import ManentRecords
import ManentWorkspace

extension MCPServer {
  static let resourceTemplates: [JSON] = [
    [
      "uriTemplate": "manent://documents/{+path}", "name": "document", "title": "A document",
      "description": "The text of a document.",
    ],
    [
      "uriTemplate": "manent://chats/{id}", "name": "chat", "title": "A chat",
      "description": "The messages of a chat, as JSON.", "mimeType": "application/json",
    ],
  ]

  /// How many resources one answer lists.
  private static let page = 200

  func resources(_ parameters: JSONObject) throws -> JSONObject {
    let start =
      try parameters["cursor"].flatMap { $0.isNull ? nil : $0 }.map { cursor in
        guard let number = cursor.string.flatMap({ Int($0) }), number >= 0 else {
          throw MCPError.badParameters("'cursor' is none of this list")
        }
        return number
      } ?? 0
    let documents = try workspace.documents().filter { $0.problem == nil }.map { row -> JSON in
      [
        "uri": .string(Self.address(document: row.name)), "name": .string(row.name), "size": JSON(row.stamp.size),
        "mimeType": "text/plain",
      ]
    }
    let chats = try workspace.listedChats().map { row -> JSON in
      [
        "uri": .string("manent://chats/\(row.id)"), "name": .string(row.title), "mimeType": "application/json",
      ]
    }
    let all = documents + chats
    var result: JSONObject = ["resources": .array(Array(all.dropFirst(start).prefix(Self.page)))]
    if start + Self.page < all.count { result["nextCursor"] = .string(String(start + Self.page)) }
    return result
  }

  func read(_ parameters: JSONObject) throws -> JSONObject {
    guard let uri = parameters["uri"]?.string else { throw MCPError.badParameters("'uri' is missing") }
    do {
      if uri.hasPrefix("manent://documents/") {
        guard let name = Self.unescaped(uri.dropFirst(19)) else { throw Self.unknown(uri) }
        let text = try workspace.text(ofDocument: name).text
        return [
          "contents": [
            [
              "uri": .string(uri), "mimeType": "text/plain", "text": .string(String(decoding: text, as: UTF8.self)),
            ]
          ]
        ]
      }
      if uri.hasPrefix("manent://chats/") {
        let value = try readChat(["id": .string(String(uri.dropFirst(15))), "last": 1000])
        return [
          "contents": [["uri": .string(uri), "mimeType": "application/json", "text": .string(value.serialized())]]
        ]
      }
    } catch let error as WorkspaceError where [.noDocument, .noChat, .badName].contains(error.code) {
      throw Self.unknown(uri)
    }
    throw Self.unknown(uri)
  }

  private static func unknown(_ uri: String) -> MCPError {
    MCPError(-32602, "there is no resource '\(uri.prefix(200))'", data: ["uri": .string(uri)])
  }

  private static func unescaped(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2, let digits = String(rest.prefix(2)), let value = UInt8(digits, radix: 16) else {
        return nil
      }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  func prompts() throws -> JSONObject {
    let templates = try workspace.templates().compactMap(\.template)
    return [
      "prompts": .array(
        templates.map { template in
          var arguments = template.variables.map { variable -> JSON in
            [
              "name": .string(variable.name), "description": variable.description.map(JSON.string) ?? "",
              "required": JSON(variable.preset == nil),
            ]
          }
          if template.needsMessage {
            arguments.append(["name": "message", "description": "what is said", "required": true])
          }
          var object: JSONObject = ["name": .string(template.name), "arguments": .array(arguments)]
          if let description = template.description { object["description"] = .string(description) }
          return .object(object)
        })
    ]
  }

  func prompt(_ parameters: JSONObject) throws -> JSONObject {
    guard let name = parameters["name"]?.string else { throw MCPError.badParameters("'name' is missing") }
    let arguments = parameters["arguments"]?.object ?? [:]
    let template: ChatTemplate
    do {
      template = try workspace.template(named: name)
    } catch let error as WorkspaceError where [.noChatTemplate, .badName].contains(error.code) {
      throw MCPError.badParameters("there is no prompt '\(name.prefix(80))'")
    }
    var values: [String: String] = [:]
    for (key, value) in arguments.entries
    where key != "message" || template.variables.contains(where: { $0.name == key }) {
      values[key] = value.string
    }
    let filled = try template.filled(with: values) { variable in
      throw MCPError.badParameters("the argument '\(variable.name)' is missing")
    }
    let said = arguments["message"]?.string ?? ""
    guard !template.needsMessage || said.contains(where: { !$0.isWhitespace }) else {
      throw MCPError.badParameters("the argument 'message' is missing")
    }
    let message = filled.message(for: said)
    var messages: [JSON] = []
    func add(_ text: String) {
      messages.append(["role": "user", "content": ["type": "text", "text": .string(text)]])
    }
    if let instructions = filled.instructions { add(instructions) }
    if !message.isEmpty { add(message) }
    var result: JSONObject = ["messages": .array(messages)]
    if let description = template.description { result["description"] = .string(description) }
    return result
  }
}
