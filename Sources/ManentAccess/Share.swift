public import ManentCore
public import ManentFormats

/// A chat that can be read by who has a link.
public struct Share: Sendable, Equatable {
  /// A short name that is no secret.
  public var id: String
  /// The folder of the workspace.
  public var workspace: String
  /// Who shared it.
  public var user: String
  /// The chat.
  public var chat: String
  /// Its title when it was shared.
  public var title: String
  /// The commit that the copy was made at.
  public var commit: String
  /// SHA-256 of the link's code.
  public var digest: String
  /// When it was shared.
  public var createdAt: Timestamp
  /// When the link ends; `nil` for never.
  public var expires: Timestamp?

  /// Whether the link has ended.
  public func hasEnded(at now: Timestamp) -> Bool { expires.map { $0 <= now } ?? false }

  /// Its public fields at a moment; `ended` is true once the link has expired.
  public func json(at now: Timestamp) -> JSON {
    var object = told
    object["ended"] = JSON(hasEnded(at: now))
    return .object(object)
  }

  private var told: JSONObject {
    [
      "id": .string(id), "chat": .string(chat), "title": .string(title), "user": .string(user),
      "commit": .string(commit), "created_at": .string(createdAt.description),
      "expires": expires.map { .string($0.description) } ?? .null,
    ]
  }

  init?(_ json: JSON) {
    guard let id = json["id"]?.string, id.allSatisfy(\.isHexDigit), let workspace = json["workspace"]?.string,
      let chat = json["chat"]?.string, let digest = json["sha256"]?.string,
      let createdAt = json["created_at"]?.string.flatMap({ Timestamp($0) })
    else { return nil }
    let expires = json["expires"]?.string
    if let expires, Timestamp(expires) == nil { return nil }
    self.init(
      id: id, workspace: workspace, user: json["user"]?.string ?? "", chat: chat, title: json["title"]?.string ?? "",
      commit: json["commit"]?.string ?? "", digest: digest, createdAt: createdAt,
      expires: expires.flatMap { Timestamp($0) })
  }

  init(
    id: String, workspace: String, user: String, chat: String, title: String, commit: String, digest: String,
    createdAt: Timestamp, expires: Timestamp?
  ) {
    self.id = id
    self.workspace = workspace
    self.user = user
    self.chat = chat
    self.title = title
    self.commit = commit
    self.digest = digest
    self.createdAt = createdAt
    self.expires = expires
  }

  var record: JSON {
    var object = told
    object["workspace"] = .string(workspace)
    object["sha256"] = .string(digest)
    return .object(object)
  }
}
