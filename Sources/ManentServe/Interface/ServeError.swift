import ManentFormats
import ManentHTTP

/// A request that is not done, as clients are told.
struct ServeError: Error, Sendable {
  var status: Int
  /// The sentence.
  var message: String
  /// The name of the part of the request that is wrong.
  var parameter: String?
  /// A word for programs.
  var code: String?
  var headers: HTTPHeaders = [:]

  init(_ status: Int, _ message: String, parameter: String? = nil, code: String? = nil, headers: HTTPHeaders = [:]) {
    self.status = status
    self.message = message
    self.parameter = parameter
    // Words for programs are without blanks.
    self.code = code?.replacing(" ", with: "_")
    self.headers = headers
  }

  /// What kind of error it is, in the words of OpenAI's interface.
  var kind: String {
    switch status {
    case 401: "authentication_error"
    case 403: "permission_error"
    case 404: "not_found_error"
    case 409: "conflict_error"
    case 429: "rate_limit_error"
    case 500...: "server_error"
    default: "invalid_request_error"
    }
  }

  /// `{"error":{"message","type","param","code"}}`.
  var json: JSON { ["error": body] }

  /// What stands under `error`.
  var body: JSON {
    [
      "message": .string(message), "type": .string(kind), "param": parameter.map(JSON.string) ?? .null,
      "code": code.map(JSON.string) ?? .null,
    ]
  }

  var response: HTTPResponse {
    var response = HTTPResponse.json(json, status: status)
    for field in headers.fields { response.headers.add(field.name, field.value) }
    return response
  }
}

extension HTTPResponse {
  /// An answer in JSON.
  static func json(_ value: JSON, status: Int = 200) -> HTTPResponse {
    var bytes: [UInt8] = []
    value.append(to: &bytes)
    return HTTPResponse(
      status,
      headers: [
        "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
      ], bytes)
  }
}
