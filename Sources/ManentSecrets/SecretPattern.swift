/// What one kind of credential looks like: a row of the table that the scanner obeys.
public struct SecretPattern: Sendable {
  /// What it is, as in "OpenAI key".
  public let kind: String
  /// How it is written.
  let shape: Shape
  /// How many bits a character of it must carry on average (Shannon's entropy over its own characters).
  let minimumEntropy: Double
  /// Whether its characters must change between letters, capitals and digits as often as chance makes them.
  let isMixed: Bool
  /// Texts that hold it. `·` stands for nothing: it keeps other scanners from taking the table itself for a leak.
  public let matches: [String]
  /// Texts that look like it and hold none.
  public let misses: [String]

  /// How a credential is written.
  enum Shape: Sendable {
    /// One of the literal `prefixes`, then so many characters of an alphabet and no more; where `before` is given, the
    /// prefix follows a run of that kind, which belongs to the credential.
    case prefixed(_ prefixes: [String], Alphabet, ClosedRange<Int>, before: (Alphabet, ClosedRange<Int>)? = nil)
    /// A telling word (case does not matter) or a name that holds it, a sign such as `=` or `:`, then so many
    /// characters of an alphabet. The value alone is the credential.
    case assigned(_ words: [String], Alphabet, ClosedRange<Int>)
    /// A telling word and white space, then so many characters of an alphabet, as in `Bearer …`.
    case spoken(_ words: [String], Alphabet, ClosedRange<Int>)
    /// As `assigned`, for what people think up: at least three of small letters, capitals, digits and signs.
    case password(_ words: [String], ClosedRange<Int>)
    /// As `assigned`, with a value in quotes that may hold any sign: at least three of the four kinds of characters.
    case quoted(_ words: [String], ClosedRange<Int>)
    /// As `assigned`, with a value that is a UUID.
    case assignedUUID(_ words: [String])
    /// A telling word, then base64 of `user:password` (RFC 7617); after a sign, or after white space as in `Basic …`.
    case encodedPair(_ words: [String])
    /// An option of a command, then `user:password`; `program` stands before it in the line.
    case argument(program: String, _ options: [String])
    /// An option of a command, then a password; one of the `programs` stands before it in the line. An option that does
    /// not end in a blank or a quote ends in the password's first character.
    case option(programs: [String], _ options: [String])
    /// The password of `login NAME password PASSWORD`, on one line or several (netrc(5)).
    case netrc
    /// The last of the five fields of `host:port:database:user:password` (the PostgreSQL manual, "The Password File").
    case passwordFile(ports: [String])
    /// Runs of so many characters of base64 for URLs with dots between them; the first begins with one of the prefixes,
    /// which count.
    case parts(_ prefixes: [String], [ClosedRange<Int>])
    /// The private part of a key file of PuTTY: `Private-Lines: N`, then so many lines of base64.
    case puttyKey
    /// Three parts in base64 for URLs with dots between them, the first two of which are JSON objects (RFC 7519).
    case webToken
    /// `-----BEGIN … PRIVATE KEY-----` or `… KEY BLOCK-----` with what follows (RFC 7468, RFC 9580).
    case keyBlock
    /// The password in `scheme://user:password@host` (RFC 3986, section 3.2.1), or a token in the place of both.
    case passwordInURL
  }

  /// A row of the table.
  init(
    _ kind: String, _ shape: Shape, entropy: Double = 3, isMixed: Bool = false, matches: [String], misses: [String] = []
  ) {
    self.kind = kind
    self.shape = shape
    minimumEntropy = entropy
    self.isMixed = isMixed
    self.matches = matches
    self.misses = misses
  }

  /// An example of the table as a text that is scanned.
  public static func text(ofExample example: String) -> String {
    String(String.UnicodeScalarView(example.unicodeScalars.filter { $0 != "·" }))
  }
}
