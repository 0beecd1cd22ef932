import ManentAccess
import ManentCore

/// Who makes a request, and what they may do.
struct Caller: Sendable {
  /// The user; recorded as the author of messages. `nil` for the only one of a server without tokens.
  var user: String?
  /// How far they may go.
  var scope: Scope
  /// The folder of their workspace. Nothing in a request changes it.
  var root: Path
  /// The token that they have; `nil` on a server without tokens.
  var token: String?
  /// Whether the token came as a cookie, which a browser sends by itself.
  var hasCookie = false
}
