import ManentCore
import ManentFormats
import ManentHTTP
import ManentWorkspace

/// A request that was let in, with all that its handler needs.
struct Call: Sendable {
  let server: ServeService
  let request: HTTPRequest
  /// The parts of the path that have names.
  let parameters: [String: String]
  /// Who makes it.
  let caller: Caller

  /// A part of the path.
  func parameter(_ name: String) -> String { parameters[name] ?? "" }

  /// The body, which must be a JSON object. A body that is not there is an empty one.
  func object() throws -> JSONObject { try request.object() }

  /// Works on the caller's workspace, with a handle that nobody else has meanwhile.
  func workspace<Result>(_ body: (Workspace) throws -> Result) throws -> Result {
    try server.workspaces.use(caller.root) { try body($0.workspace) }
  }

  /// A number of the query.
  func number(_ name: String, _ range: ClosedRange<Int>) throws -> Int? {
    guard let text = request.target[name] else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw ServeError(
        400, "'\(name)' must be a number from \(range.lowerBound) to \(range.upperBound)", parameter: name)
    }
    return number
  }

  /// Whether a flag of the query is set.
  func flag(_ name: String) -> Bool { ["true", "1", "yes", ""].contains(request.target[name] ?? "no") }

  /// A part of the query that must be there.
  func text(_ name: String) throws -> String {
    guard let text = request.target[name], !text.isEmpty else {
      throw ServeError(400, "'\(name)' is missing", parameter: name)
    }
    return text
  }
}
