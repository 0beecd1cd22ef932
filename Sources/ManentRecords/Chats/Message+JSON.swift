import ManentCore
public import ManentFormats

extension Message {
  /// Reads a message from a line's value; `nil` when a key that every message has is missing or of the wrong type.
  public init?(_ json: JSON) {
    guard let object = json.object, let id = object["id"]?.string, !id.isEmpty,
      let role = object["role"]?.string.flatMap(Role.init(rawValue:)), let content = object["content"]?.string,
      let createdAt = object["created_at"]?.string.flatMap({ Timestamp($0) })
    else { return nil }
    self.init(id: id, role: role, content: content, createdAt: createdAt, line: json)
    parent = object["parent"]?.string
    device = object["device"]?.string
    provider = object["provider"]?.string
    model = object["model"]?.string
    sources = object["sources"]?.array?.compactMap(Source.init) ?? []
    usage = object["usage"]
    author = object["author"]?.string
    toolCalls = object["tool_calls"]?.array ?? []
    toolCallID = object["tool_call_id"]?.string
    state = object["state"]
    status = object["status"]?.string.flatMap(Status.init(rawValue:))
    error = object["error"]?.string
    replaces = object["replaces"]?.string
    metadata = object["metadata"]
  }

  /// The message as a line's value: keys in the order of the format, absent ones left out.
  public var json: JSON {
    if let line { return line }
    let entries: [(String, JSON?)] = [
      ("id", .string(id)), ("parent", parent.map(JSON.string)), ("role", .string(role.rawValue)),
      ("content", .string(content)), ("created_at", .string(createdAt.description)),
      ("device", device.map(JSON.string)),
      ("provider", provider.map(JSON.string)), ("model", model.map(JSON.string)),
      ("sources", sources.isEmpty ? nil : .array(sources.map(\.json))), ("usage", usage),
      ("author", author.map(JSON.string)), ("tool_calls", toolCalls.isEmpty ? nil : .array(toolCalls)),
      ("tool_call_id", toolCallID.map(JSON.string)), ("state", state),
      ("status", status.map { .string($0.rawValue) }), ("error", error.map(JSON.string)),
      ("replaces", replaces.map(JSON.string)), ("metadata", metadata),
    ]
    return .object(JSONObject(entries.compactMap { key, value in value.map { (key, $0) } }))
  }
}

extension Message {
  /// Has the line that the message was read from say its id, its parent and what it stands in for as they are now; what
  /// else the line holds stays.
  package mutating func noteMove() {
    guard var object = line?.object else { return }
    object["id"] = .string(id)
    object["parent"] = parent.map(JSON.string)
    object["replaces"] = replaces.map(JSON.string)
    line = .object(object)
  }
}
