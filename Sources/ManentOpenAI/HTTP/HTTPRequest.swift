/// What is asked of a web server.
struct HTTPRequest: Sendable {
  /// The whole address.
  var url: String
  /// Names and values of the request's header.
  var headers: [(name: String, value: String)] = []
  /// What is posted, as JSON; `nil` asks with GET.
  var body: [UInt8]?
  /// How long the server may be silent, before its first word and between two.
  var silence: Duration = .seconds(300)
  /// How many bytes the server may say in all.
  var limit = 64 << 20
  /// A file of certificates that are trusted instead of the system's.
  var certificates: String?

}

/// The beginning of what a web server answers.
struct HTTPHead: Sendable, Equatable {
  /// The status, such as 200.
  var status: Int
  /// The values of the header, by names in lower case; the last one where there are several.
  var fields: [String: String] = [:]

  /// The header from its lines.
  init(status: Int, lines: [UInt8]) {
    self.status = status
    for line in lines.split(separator: UInt8(ascii: "\n")) {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
      let value = String(decoding: line[(colon + 1)...], as: UTF8.self)
      fields[name] = String(value.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
  }
}

/// Why a web server could not be talked to.
struct HTTPFailure: Error, Equatable {
  /// The kinds that callers treat differently.
  enum Kind: Sendable {
    /// The address is none.
    case badAddress
    /// Nobody is there.
    case noServer
    /// The proxy is not there, or refuses.
    case proxy
    /// The connection cannot be trusted.
    case trust
    /// The connection broke.
    case broken
    /// The server was silent for too long.
    case silent
    /// The server said too much.
    case tooMuch
    /// What came is no HTTP.
    case garbage
    /// Something else.
    case other
  }

  /// The kind.
  var kind: Kind
  /// libcurl's words.
  var words: String
  /// Whether anything of an answer had come.
  var hasBegun = false
}
