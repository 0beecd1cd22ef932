import ManentFormats

/// What requests take, as JSON Schema.
enum Schema {
  static let text: JSON = ["type": "string"]
  static let flag: JSON = ["type": "boolean"]

  static func object(_ members: [(String, JSON)], required: [String] = []) -> JSON {
    var schema: JSONObject = ["type": "object", "properties": .object(JSONObject(members))]
    if !required.isEmpty { schema["required"] = .array(required.map(JSON.string)) }
    return .object(schema)
  }

  static func number(_ range: ClosedRange<Int>) -> JSON {
    ["type": "integer", "minimum": JSON(range.lowerBound), "maximum": JSON(range.upperBound)]
  }

  private static let sessionID: JSON = ["type": "string", "pattern": "^[A-Za-z0-9._-]{1,64}$"]

  static let ask = object(
    [
      ("question", ["type": "string", "minLength": 1]), ("top_k", number(1...100)), ("filename_filter", text),
      ("stream", flag), ("session_id", sessionID),
    ], required: ["question"])
  static let generate = object([
    ("prompt", text), ("message", text), ("question", text), ("session_id", sessionID),
    ("max_history", number(1...10_000)), ("top_k", number(1...100)), ("stream", flag),
  ])
  static let query = object(
    [("query", ["type": "string", "minLength": 1]), ("session_id", sessionID), ("stream", flag)], required: ["query"])
  static let session = object([("session_id", text)], required: ["session_id"])
  static let sessionSettings = object([
    ("max_history", number(1...10_000)), ("timeout_seconds", number(1...1_000_000_000)),
  ])
  static let cleanup = object([("days_old", number(1...36_500)), ("dry_run", flag)])
  static let anything: JSON = ["type": "object"]
}
