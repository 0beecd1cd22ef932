public import ManentCore

/// The tokens of this machine: `tokens.json` in the folder of machine settings, mode 0600.
public struct TokenStore: Sendable {
  /// What every token begins with.
  public static let prefix = "manent_"

  private let file: RecordFile<Token>

  /// The tokens in a folder of machine settings.
  public init(in folder: Path) {
    file = RecordFile(folder / "tokens.json", key: "tokens", read: { Token($0) }, write: { $0.record })
  }

  /// The file.
  public var path: Path { file.path }

  /// All tokens, the oldest first.
  public func all() throws -> [Token] { try file.records() }

  /// The token that somebody has, if it is one of ours and has not ended.
  ///
  /// All are compared, each in the same time, so that nothing can be learnt from how long it takes.
  public func find(_ secret: String, at now: Timestamp) throws -> Token? {
    guard secret.utf8.count < 512 else { return nil }
    let digest = SHA256.hex(of: secret)
    var found: Token?
    for token in try file.records() where Secret.areSame(token.digest, digest) && !token.hasEnded(at: now) {
      found = token
    }
    return found
  }

  /// The token of that id, if it has not ended.
  public func token(_ id: String, at now: Timestamp) throws -> Token? {
    try file.records().first { $0.id == id && !$0.hasEnded(at: now) }
  }

  /// Makes a token.
  ///
  /// - Returns: what is kept, and the token itself, which is kept nowhere.
  public func make(
    user: String, workspace: String, scope: Scope, name: String = "", expires: Timestamp?, at now: Timestamp
  ) throws -> (token: Token, secret: String) {
    try Self.check(user: user)
    guard name.utf8.count <= 128, !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else { throw AccessError(.badValue, "the name", "longer than 128 bytes, or more than a line") }
    let secret = Secret.make(prefix: Self.prefix)
    return try file.change { tokens in
      var id = Secret.name()
      while tokens.contains(where: { $0.id == id }) { id = Secret.name() }
      let token = Token(
        id: id, name: name, user: user, workspace: workspace, scope: scope, digest: SHA256.hex(of: secret),
        createdAt: now, expires: expires)
      tokens.append(token)
      return (token, secret)
    }
  }

  /// Takes a token back; from then on it opens nothing.
  ///
  /// - Parameter reference: its id, or its name where only one has it.
  @discardableResult public func revoke(_ reference: String) throws -> Token {
    try file.change { tokens in
      var found = tokens.indices.filter { tokens[$0].id == reference }
      if found.isEmpty { found = tokens.indices.filter { !reference.isEmpty && tokens[$0].name == reference } }
      guard let index = found.first else {
        throw AccessError(.unknown, "'\(reference)'", "no such token", advice: "'manent token list' shows them")
      }
      guard found.count == 1 else {
        throw AccessError(.badValue, "'\(reference)'", "several tokens are called so", advice: "give the id")
      }
      return tokens.remove(at: index)
    }
  }

  /// Checks a user's name: 1 to 64 of `A–Z a–z 0–9 . _ - @`, not beginning with a dot or a dash.
  public static func check(user: String) throws(AccessError) {
    let isPlain = user.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
        UInt8(ascii: "@"):
        true
      default: false
      }
    }
    guard isPlain, (1...64).contains(user.utf8.count), !user.hasPrefix("."), !user.hasPrefix("-") else {
      throw AccessError(
        .badValue, "'\(user)'", "no user's name", advice: "use letters, digits, '.', '_', '-' and '@', at most 64")
    }
  }
}
