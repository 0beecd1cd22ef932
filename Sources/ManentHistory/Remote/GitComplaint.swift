internal import ManentCore
internal import ManentGit

/// What git, ssh or the remote complained about, from their words on standard error under `LC_ALL=C`.
///
/// That something failed is told by exit status and references; the words only choose the advice, so that words that
/// nobody has foreseen are passed on as they are.
struct GitComplaint {
  /// The sort of failure.
  let code: GitError.Code
  /// The line that tells it best.
  let reason: String

  init(_ errors: [UInt8]) {
    let lines = Self.lines(errors)
    for (sign, code) in Self.signs {
      if let line = lines.first(where: { $0.lowercased().contains(sign) }) {
        self.code = code
        reason = Self.bare(line)
        return
      }
    }
    code = .transport
    let told = lines.first { $0.hasPrefix("fatal:") } ?? lines.first
    reason = told.map(Self.bare) ?? "git gave no reason"
  }

  /// What git says after every failure of a connection, whatever was wrong.
  private static let commonplaces = [
    "could not read from remote repository", "please make sure you have the correct access rights",
    "and the repository exists", "failed to push some refs",
  ]

  /// What the remote itself had to say (`remote: …`), joined to one line.
  static func remoteWords(_ errors: [UInt8]) -> String? {
    let words = lines(errors).filter { $0.hasPrefix("remote:") }.map(bare).filter { !$0.isEmpty }
    return words.isEmpty ? nil : words.prefix(4).joined(separator: " ")
  }

  /// The lines that are no progress and no hint.
  private static func lines(_ errors: [UInt8]) -> [String] {
    errors.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
      .map { String(decoding: $0.prefix(500), as: UTF8.self) }
      .map { String($0.drop { $0 == " " }) }
      .filter { line in
        let lowered = line.lowercased()
        return !line.isEmpty && GitProgress(line) == nil && !line.hasPrefix("hint:") && !line.hasPrefix("From ")
          && !line.hasPrefix("To ") && !commonplaces.contains { lowered.contains($0) }
      }
  }

  /// A line without who says it.
  private static func bare(_ line: String) -> String {
    var rest = line[...]
    while let speaker = ["fatal: ", "error: ", "ERROR: ", "remote: ", "warning: ", "remote error: ", "ssh: "].first(
      where: { rest.hasPrefix($0) })
    {
      rest = rest.dropFirst(speaker.count)
    }
    if rest == "remote:" { return "" }
    while let last = rest.last, last == " " || last == "." { rest.removeLast() }
    return String(rest)
  }

  /// Signs of a failure, in lower case; the first one that is found counts.
  private static let signs: [(String, GitError.Code)] = [
    ("host key verification failed", .untrusted), ("certificate", .untrusted),
    ("permission denied (", .denied), ("authentication failed", .denied), ("could not read username", .denied),
    ("could not read password", .denied), ("too many authentication failures", .denied),
    ("returned error: 401", .denied),
    ("no space left on device", .diskFull), ("disk quota exceeded", .diskFull),
    ("does not appear to be a git repository", .noRepository), ("repository not found", .noRepository),
    ("' not found", .noRepository), ("no such file or directory", .noRepository),
    ("returned error: 404", .noRepository), ("not a git repository", .noRepository),
    ("access denied or repository not exported", .noRepository),
    ("dubious ownership", .noRight), ("service not enabled", .noRight), ("returned error: 403", .noRight),
    ("permission denied", .noRight), ("permission to", .noRight), ("not granted", .noRight),
    ("unpacker error", .noRight), ("read-only file system", .noRight), ("insufficient permission", .noRight),
    ("fsck error", .badObjects), ("index-pack failed", .badObjects), ("invalid index-pack output", .badObjects),
    ("missing necessary objects", .badObjects), ("did not send all necessary objects", .badObjects),
    ("bad object", .badObjects), ("unable to read tree", .badObjects), ("object file is empty", .badObjects),
    ("upload-pack: not our ref", .badObjects), ("loose object", .badObjects),
    ("could not resolve host", .unreachable), ("unable to look up", .unreachable),
    ("name or service not known", .unreachable), ("name resolution", .unreachable),
    ("connection refused", .unreachable), ("timed out", .unreachable), ("network is unreachable", .unreachable),
    ("no route to host", .unreachable), ("failed to connect", .unreachable), ("couldn't connect", .unreachable),
    ("unable to connect", .unreachable), ("connection reset", .unreachable), ("connection closed", .unreachable),
    ("send disconnect", .unreachable), ("broken pipe", .unreachable), ("unexpected disconnect", .unreachable),
    ("empty reply", .unreachable), ("hung up unexpectedly", .unreachable), ("early eof", .unreachable),
    ("returned error: 5", .unreachable),
  ]
}
