import ManentFormats
import ManentHTTP

/// The description of all endpoints (OpenAPI 3.1).
struct OpenAPIDescription {
  private let endpoints: [Endpoint]

  init(_ endpoints: [Endpoint]) { self.endpoints = endpoints }

  var json: JSON {
    var paths: JSONObject = [:]
    for endpoint in endpoints {
      let path = endpoint.pattern.split(separator: "...}", omittingEmptySubsequences: false).joined(separator: "}")
      var item = paths[path]?.object ?? [:]
      item[endpoint.method.lowercased()] = operation(endpoint)
      paths[path] = .object(item)
    }
    return [
      "openapi": "3.1.0",
      "info": ["title": "Manent", "version": "1", "description": "Chats and documents as plain files in git."],
      "paths": .object(paths),
      "components": [
        "securitySchemes": ["token": ["type": "http", "scheme": "bearer"]],
        "schemas": [
          "Error": [
            "type": "object", "required": ["error"],
            "properties": [
              "error": [
                "type": "object", "required": ["message", "type", "param", "code"],
                "properties": [
                  "message": ["type": "string"], "type": ["type": "string"], "param": ["type": ["string", "null"]],
                  "code": ["type": ["string", "null"]],
                ],
              ]
            ],
          ]
        ],
      ],
    ]
  }

  private func operation(_ endpoint: Endpoint) -> JSON {
    var operation: JSONObject = [
      "summary": .string(endpoint.summary), "operationId": .string(Self.name(endpoint)),
      "responses": responses(endpoint),
      "security": endpoint.scope == nil ? [] : [["token": []]],
    ]
    let path = endpoint.pattern.split(separator: "/").filter { $0.hasPrefix("{") }.map { part -> JSON in
      let name = part.dropFirst().dropLast().split(separator: "...").first.map(String.init) ?? ""
      return ["name": .string(name), "in": "path", "required": true, "schema": ["type": "string", "minLength": 1]]
    }
    let query = endpoint.query.map { name -> JSON in
      ["name": .string(name), "in": "query", "schema": ["type": "string"]]
    }
    if !(path + query).isEmpty { operation["parameters"] = .array(path + query) }
    switch endpoint.body {
    case .none: break
    case .json:
      operation["requestBody"] = [
        "content": ["application/json": ["schema": endpoint.schema ?? Schema.anything]],
        "required": JSON(endpoint.schema?["required"] != nil),
      ]
    case .file, .document:
      operation["requestBody"] = ["content": ["application/octet-stream": .object([:])], "required": true]
    }
    return .object(operation)
  }

  private func responses(_ endpoint: Endpoint) -> JSON {
    let error: JSON = endpoint.pattern == "/mcp" ? [:] : ["$ref": "#/components/schemas/Error"]
    let refusal: JSONObject = ["content": ["application/json": ["schema": error]]]
    var (client, server) = (refusal, refusal)
    client["description"] = "What is wrong with the request."
    server["description"] = "The server cannot answer now."
    var responses: JSONObject = [
      "2XX": [
        "description": "The answer.",
        "content": .object(JSONObject(Self.answers.map { ($0, .object(["schema": .object([:])])) })),
      ],
      "4XX": .object(client), "5XX": .object(server),
    ]
    if endpoint.pattern == "/login/{code}" { responses["303"] = ["description": "Logged in: to the page."] }
    return .object(responses)
  }

  private static let answers = [
    "application/json", "text/event-stream", "text/html", "text/plain", "text/csv", "text/css", "text/javascript",
    "application/octet-stream", "application/x-ndjson",
  ]

  private static func name(_ endpoint: Endpoint) -> String {
    let words = endpoint.pattern.map { $0.isLetter || $0.isNumber ? $0 : "_" }
    return endpoint.method.lowercased() + String(words)
  }
}
