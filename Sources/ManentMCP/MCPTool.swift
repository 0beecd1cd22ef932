import ManentFormats

/// A tool as clients are told of it.
struct MCPTool {
  let name: String
  let title: String
  let description: String
  let input: JSON
  let output: JSON
  let isReadOnly: Bool
  var isDestructive = false

  var json: JSON {
    [
      "name": .string(name), "title": .string(title), "description": .string(description), "inputSchema": input,
      "outputSchema": output,
      "annotations": [
        "title": .string(title), "readOnlyHint": JSON(isReadOnly), "destructiveHint": JSON(isDestructive),
        "idempotentHint": JSON(isReadOnly), "openWorldHint": false,
      ],
    ]
  }
}

/// Schemas of what tools take and give.
enum MCPSchema {
  static func text(_ description: String) -> JSON { ["type": "string", "description": .string(description)] }

  static func number(_ range: ClosedRange<Int>, _ description: String) -> JSON {
    [
      "type": "integer", "minimum": JSON(range.lowerBound), "maximum": JSON(range.upperBound),
      "description": .string(description),
    ]
  }

  static func flag(_ description: String) -> JSON { ["type": "boolean", "description": .string(description)] }

  static func object(_ members: [(String, JSON)], required: [String] = []) -> JSON {
    [
      "type": "object", "properties": .object(JSONObject(members)), "required": .array(required.map(JSON.string)),
      "additionalProperties": false,
    ]
  }

  /// What a tool gives; more members may follow.
  static func result(_ members: [(String, JSON)]) -> JSON {
    [
      "type": "object", "properties": .object(JSONObject(members)),
      "required": .array(members.map { .string($0.0) }),
    ]
  }

  static let list: JSON = ["type": "array", "items": ["type": "object"]]
  static let plain: JSON = ["type": "string"]
  static let cursor: JSON = ["type": ["string", "null"]]
}
