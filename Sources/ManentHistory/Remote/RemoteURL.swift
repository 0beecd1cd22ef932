public import ManentCore
public import ManentGit

/// Where a remote is, as git takes it: a URL, `host:path` for ssh, or a path.
public struct RemoteURL: Sendable, Equatable {
  /// What git is given.
  public let text: String

  /// A place from text that a person has typed; a relative path is meant from `folder`.
  ///
  /// - Throws: `GitError.Code.badRemote` for what begins with a dash (git would take it for an option), for
  ///   control characters, and for the transports that run any program (`ext::`, `fd::`).
  public init(typed text: String, in folder: Path) throws(GitError) {
    func refused(_ reason: String) -> GitError {
      GitError(.badRemote, "use", remote: "'\(RemoteURL(configured: text).shown)'", reason: reason)
    }
    guard !text.isEmpty else { throw refused("it is empty") }
    guard !text.hasPrefix("-") else { throw refused("it begins with a dash") }
    guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
      throw refused("it has control characters in it")
    }
    for transport in ["ext::", "fd::"] where text.lowercased().hasPrefix(transport) {
      throw refused("the transport '\(transport)' runs programs")
    }
    let place = RemoteURL(configured: text)
    self.text = place.isPath ? Path(text).absolute(from: folder).string : text
  }

  /// A place that git's own settings name.
  public init(configured text: String) { self.text = text }

  /// Whether it is a path of this machine: git's rule, no scheme and no colon before the first slash.
  public var isPath: Bool {
    if text.contains("://") { return false }
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return true }
    guard let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")) else { return false }
    return slash < colon
  }

  /// Whether it is spoken to by HTTP, where git itself asks for a password.
  var isWeb: Bool { parts?.isWeb ?? false }

  /// The place for people: without a password, and for the web without any user (a token often stands there) and
  /// query.
  public var shown: String {
    guard let parts else { return Self.onOneLine(text) }
    let user = parts.user.prefix { $0 != ":" }
    let keepsUser = !parts.isWeb && !user.isEmpty
    let rest = parts.isWeb ? parts.rest.prefix { $0 != "?" && $0 != "#" } : parts.rest
    return Self.onOneLine("\(parts.scheme)://" + (keepsUser ? "\(user)@" : "") + rest)
  }

  private static func onOneLine(_ text: some StringProtocol) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? "\u{FFFD}" : $0 }))
  }

  /// Text of another program with what is secret in this place taken out.
  public func redacting(_ text: String) -> String {
    guard let parts, !parts.user.isEmpty else { return text }
    let colon = parts.user.firstIndex(of: ":")
    var secrets = [String(parts.user)]
    if let colon { secrets.append(String(parts.user[parts.user.index(after: colon)...])) }
    guard colon != nil || parts.isWeb else { return text }
    return secrets.filter { !$0.isEmpty }.reduce(text) { $0.replacing($1, with: "***") }
  }

  /// Scheme, user with password, and what follows; `nil` for what has no scheme.
  private var parts: (scheme: Substring, user: Substring, rest: Substring, isWeb: Bool)? {
    guard let mark = text.firstRange(of: "://") else { return nil }
    let scheme = text[..<mark.lowerBound]
    let after = text[mark.upperBound...]
    let authority = after.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let isWeb = ["http", "https"].contains(scheme.lowercased())
    guard let at = authority.lastIndex(of: "@") else { return (scheme, "", after, isWeb) }
    return (scheme, after[..<at], after[after.index(after: at)...], isWeb)
  }
}
