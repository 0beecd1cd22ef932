import ManentCatalog
import ManentChat
import ManentChats
import ManentCore
import ManentDocuments
import ManentFormats
import ManentHistory
import ManentPlugins
import ManentRecords

extension MCPServer {
  /// What is wrong with the input of a tool: told to the model, which can do better.
  struct BadInput: Error, CustomStringConvertible {
    var message: String

    var description: String { message }
  }

  /// Calls a tool.
  func call(
    _ parameters: JSONObject, _ revision: MCPRevision, _ ask: Question?, progress: (JSON) throws -> Void
  ) throws -> JSONObject {
    guard let name = parameters["name"]?.string else { throw MCPError.badParameters("'name' is missing") }
    guard let tool = tools.first(where: { $0.name == name }) else {
      throw MCPError.badParameters("there is no tool '\(name.prefix(80))'")
    }
    let input = parameters["arguments"]?.object ?? [:]
    do {
      try check(input, tool)
      if tool.isDestructive, let question = try confirmation(input, parameters, revision, ask) { return question }
      let result = try run(name, input, token: parameters["_meta"]?["progressToken"], progress: progress)
      return [
        "content": [["type": "text", "text": .string(result.serialized())]], "structuredContent": result,
        "isError": false,
      ]
    } catch let bad as BadInput {
      return Self.refusal(bad.message)
    } catch let stop as Interruption {
      throw stop
    } catch let error as any ManentError {
      return Self.refusal(options.tell(error))
    }
  }

  private static func refusal(_ text: String) -> JSONObject {
    ["content": [["type": "text", "text": .string(text)]], "isError": true]
  }

  private func check(_ input: JSONObject, _ tool: MCPTool) throws {
    let known = tool.input["properties"]?.object ?? [:]
    for (key, value) in input.entries {
      guard let schema = known[key] else {
        throw BadInput(
          message: "'\(tool.name)' takes no '\(key.prefix(40))'; it takes \(known.keys.joined(separator: ", "))")
      }
      guard !value.isNull else { continue }
      let isRight: Bool
      switch schema["type"]?.string {
      case "string": isRight = value.string != nil && (schema["enum"]?.array.map { $0.contains(value) } ?? true)
      case "boolean": isRight = value.bool != nil
      case "array": isRight = value.array?.allSatisfy { $0.string != nil } ?? false
      case "integer":
        isRight =
          value.int.map { number in
            number >= schema["minimum"]?.int ?? .min && number <= schema["maximum"]?.int ?? .max
          } ?? false
      default: isRight = true
      }
      guard isRight else { throw BadInput(message: "'\(key)' must fit \(schema.serialized())") }
    }
    for required in tool.input["required"]?.array?.compactMap(\.string) ?? [] {
      guard let value = input[required], !value.isNull else { throw BadInput(message: "'\(required)' is missing") }
      if value.string?.isEmpty == true { throw BadInput(message: "'\(required)' is empty") }
    }
  }

  /// Asks whether something is meant; `nil` when that is known.
  private func confirmation(
    _ input: JSONObject, _ parameters: JSONObject, _ revision: MCPRevision, _ ask: Question?
  ) throws -> JSONObject? {
    if input["confirm"]?.bool == true { return nil }
    if let response = parameters["inputResponses"]?["confirm"] {
      try requireConsent(response)
      return nil
    }
    let chat = try workspace.chat(matching: input["id"]?.string ?? "")
    let question: JSONObject = [
      "message": .string("Forget the chat '\(chat.settings.title)'?"),
      "requestedSchema": [
        "type": "object", "properties": ["confirm": ["type": "boolean", "title": "Forget it"]], "required": ["confirm"],
      ],
    ]
    // In earlier revisions the user is asked while the call waits.
    if !revision.isStateless, let ask, let response = try ask(.object(question)) {
      try requireConsent(response)
      return nil
    }
    let canAsk = parameters["_meta"]?[MCPRevision.capabilitiesKey]?["elicitation"] != nil
    guard revision.isStateless, canAsk else {
      throw BadInput(
        message: "this takes '\(chat.settings.title)' out of the workspace; say \"confirm\": true if that is meant")
    }
    var form = question
    form["mode"] = "form"
    return [
      "resultType": "input_required",
      "inputRequests": ["confirm": ["method": "elicitation/create", "params": .object(form)]],
    ]
  }

  private func requireConsent(_ response: JSON) throws {
    guard response["action"]?.string == "accept", response["content"]?["confirm"]?.bool != false else {
      throw BadInput(message: "the user does not want that")
    }
  }

  private func run(
    _ name: String, _ input: JSONObject, token: JSON?, progress: (JSON) throws -> Void
  ) throws -> JSON {
    switch name {
    case "search": try search(input)
    case "fetch": try fetch(input["id"]?.string ?? "")
    case "ask": try ask(input, token: token, progress: progress)
    case "list_documents": try listDocuments(input)
    case "read_document": try readDocument(input)
    case "list_chats": try listChats(input)
    case "read_chat": try readChat(input)
    case "recent_activity": try recentActivity(input)
    case "add_document": try addDocument(input)
    case "append_note": try appendNote(input)
    case "tag_chat": try tagChat(input)
    case "forget_chat": try forgetChat(input)
    default: throw MCPError.badParameters("there is no tool '\(name.prefix(80))'")
    }
  }
}
