public import ManentCore
public import ManentFormats

/// What is kept of a token: all but the token itself.
public struct Token: Sendable, Equatable {
  /// A short name that is no secret.
  public var id: String
  /// What its owner calls it.
  public var name: String
  /// Whose it is: recorded as the author of messages.
  public var user: String
  /// The workspace that it opens: a name in the folder of workspaces, or a path.
  public var workspace: String
  /// How far it goes.
  public var scope: Scope
  /// SHA-256 of the token, in hexadecimal digits.
  public var digest: String
  /// When it was made.
  public var createdAt: Timestamp
  /// When it ends; `nil` for never.
  public var expires: Timestamp?

  /// A token from its parts.
  public init(
    id: String, name: String, user: String, workspace: String, scope: Scope, digest: String, createdAt: Timestamp,
    expires: Timestamp?
  ) {
    self.id = id
    self.name = name
    self.user = user
    self.workspace = workspace
    self.scope = scope
    self.digest = digest
    self.createdAt = createdAt
    self.expires = expires
  }

  /// Whether it has ended.
  public func hasEnded(at now: Timestamp) -> Bool { expires.map { $0 <= now } ?? false }

  /// What may be shown of it.
  public var json: JSON {
    [
      "id": .string(id), "name": .string(name), "user": .string(user), "scope": .string(scope.rawValue),
      "workspace": .string(workspace), "created_at": .string(createdAt.description),
      "expires": expires.map { .string($0.description) } ?? .null,
    ]
  }

  init?(_ json: JSON) {
    guard let id = json["id"]?.string, let user = json["user"]?.string, let workspace = json["workspace"]?.string,
      let scope = json["scope"]?.string.flatMap(Scope.init(rawValue:)), let digest = json["sha256"]?.string,
      let createdAt = json["created_at"]?.string.flatMap({ Timestamp($0) })
    else { return nil }
    let expires = json["expires"]?.string
    if let expires, Timestamp(expires) == nil { return nil }
    self.init(
      id: id, name: json["name"]?.string ?? "", user: user, workspace: workspace, scope: scope, digest: digest,
      createdAt: createdAt, expires: expires.flatMap { Timestamp($0) })
  }

  var record: JSON {
    guard var object = json.object else { return .null }
    object["sha256"] = .string(digest)
    return .object(object)
  }
}
