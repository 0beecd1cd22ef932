import ManentCore
import ManentHTTP

/// How the server is to serve: what the command line says.
struct ServeOptions: Sendable {
  /// Where it listens.
  var addresses: [HTTPAddress] = []
  /// Whether a link that logs in once is printed.
  var opens = false
  /// Whether nobody needs a token.
  var hasNoAuth = false
  /// The file with the certificate, and the one with its key.
  var certificate: String?
  var key: String?
  /// Whether a proxy in front of it encrypts, and tells addresses.
  var isBehindProxy = false
  /// The workspaces that are served; none for those of all tokens.
  var workspaces: [String] = []
  /// Names that the server has.
  var hosts: [String] = []
  /// Origins whose pages may call it.
  var origins: [String] = []
  /// How many turns go on at once, and how many wait.
  var turns = 32
  var queue = 256
  /// How long turns may go on after the server was asked to end, in seconds.
  var grace = 10
  /// Where requests are noted: a file, `-` for standard error, `nil` for nowhere.
  var accessLog: String?
  /// An address of its own for the figures.
  var metrics: HTTPAddress?

  /// Reads the words of a command line.
  ///
  /// - Throws: a sentence for the user.
  init(_ words: [String]) throws(Misuse) {
    var rest = words[...]
    func value(_ name: String, _ inline: String?) throws(Misuse) -> String {
      if let inline { return inline }
      guard let next = rest.popFirst() else { throw Misuse("'\(name)' needs a value") }
      return next
    }
    func address(_ text: String) throws(Misuse) -> HTTPAddress {
      guard let address = HTTPAddress(text) else {
        throw Misuse("'\(text)' is no address; use 127.0.0.1:4117, [::1]:4117 or unix:/path")
      }
      return address
    }
    func number(_ name: String, _ text: String) throws(Misuse) -> Int {
      guard let number = Int(text), (1...4096).contains(number) else {
        throw Misuse("'\(name)' must be a number from 1 to 4096, not '\(text)'")
      }
      return number
    }
    while let word = rest.popFirst() {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let (name, inline) = (parts[0], parts.count == 2 ? parts[1] : nil)
      switch name {
      case "--listen": addresses.append(try address(value(name, inline)))
      case "--open": opens = true
      case "--no-auth": hasNoAuth = true
      case "--tls-cert": certificate = try value(name, inline)
      case "--tls-key": key = try value(name, inline)
      case "--behind-proxy": isBehindProxy = true
      case "--workspace", "-w": workspaces.append(try value(name, inline))
      case "--host": hosts.append(try value(name, inline))
      case "--origin": origins.append(try value(name, inline))
      case "--turns": turns = try number(name, value(name, inline))
      case "--queue": queue = try number(name, value(name, inline))
      case "--grace": grace = try number(name, value(name, inline))
      case "--access-log": accessLog = try value(name, inline)
      case "--metrics": metrics = try address(value(name, inline))
      default: throw Misuse("there is no option '\(word)'; 'manent serve --help' lists them")
      }
    }
    try check()
  }

  /// The defaults.
  init() {}

  /// Where it listens when nothing is said.
  static let standard = HTTPAddress.network("127.0.0.1", 4117)

  private func check() throws(Misuse) {
    guard (certificate == nil) == (key == nil) else { throw Misuse("'--tls-cert' and '--tls-key' belong together") }
    for address in addresses where !address.isLoopback {
      if hasNoAuth { throw Misuse("'--no-auth' is for loopback alone, not for \(address)") }
      guard certificate != nil || isBehindProxy else {
        throw Misuse(
          "\(address) can be reached by others: give --tls-cert and --tls-key, or --behind-proxy where a proxy encrypts"
        )
      }
    }
  }

  /// A command line that cannot be obeyed.
  struct Misuse: ManentError {
    var description: String
    init(_ description: String) { self.description = description }
  }
}
