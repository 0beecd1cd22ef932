import ManentFormats

/// A request that is answered with an error of JSON-RPC.
struct MCPError: Error {
  /// The number, by JSON-RPC or by the protocol.
  var code: Int
  /// The sentence.
  var message: String
  /// What else there is to say.
  var data: JSON?
  /// The status over HTTP.
  var status: Int

  init(_ code: Int, _ message: String, data: JSON? = nil, status: Int = 200) {
    self.code = code
    self.message = message
    self.data = data
    self.status = status
  }

  var json: JSON {
    var object: JSONObject = ["code": JSON(code), "message": .string(message)]
    object["data"] = data
    return .object(object)
  }

  static func unknownMethod(_ name: String) -> MCPError {
    MCPError(-32601, "there is no method '\(name.prefix(80))'", status: 404)
  }

  static func badParameters(_ message: String) -> MCPError { MCPError(-32602, message) }
}
