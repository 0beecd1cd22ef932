/// A set of bytes.
struct Alphabet: Sendable {
  private var low: (UInt64, UInt64) = (0, 0)
  private var high: (UInt64, UInt64) = (0, 0)

  /// The ASCII characters of a text.
  init(_ characters: String) { for byte in characters.utf8 { insert(byte) } }

  /// Whether a byte belongs to it.
  @inline(__always) func contains(_ byte: UInt8) -> Bool {
    let word: UInt64
    switch byte >> 6 {
    case 0: word = low.0
    case 1: word = low.1
    case 2: word = high.0
    default: word = high.1
    }
    return word >> UInt64(byte & 63) & 1 == 1
  }

  /// All bytes of it, the smallest first.
  var bytes: [UInt8] { (UInt8.min...UInt8.max).filter(contains) }

  private mutating func insert(_ byte: UInt8) {
    let bit = UInt64(1) << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: low.0 |= bit
    case 1: low.1 |= bit
    case 2: high.0 |= bit
    default: high.1 |= bit
    }
  }

  private static let digits = "0123456789"
  private static let lower = "abcdefghijklmnopqrstuvwxyz"
  private static let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

  /// Decimal digits.
  static let decimal = Alphabet(digits)
  /// Hexadecimal digits of either case.
  static let hexadecimal = Alphabet(digits + "abcdefABCDEF")
  /// Capital letters and digits.
  static let capitals = Alphabet(digits + upper)
  /// Lower-case letters and digits.
  static let small = Alphabet(digits + lower)
  /// Letters.
  static let letters = Alphabet(lower + upper)
  /// Letters and digits.
  static let alphanumeric = Alphabet(digits + lower + upper)
  /// Letters, digits and `_`: what a word of a program is made of.
  static let word = Alphabet(digits + lower + upper + "_")
  /// Base64 for URLs (RFC 4648, section 5): letters, digits, `-` and `_`.
  static let base64URL = Alphabet(digits + lower + upper + "-_")
  /// Base64 (RFC 4648, section 4): letters, digits, `+` and `/`.
  static let base64 = Alphabet(digits + lower + upper + "+/")
  /// Base64 of either kind.
  static let anyBase64 = Alphabet(digits + lower + upper + "-_+/")
  /// Base64 for URLs in several parts, with dots between them.
  static let dotted = Alphabet(digits + lower + upper + "-_.")
  /// Base64 for URLs with its padding.
  static let base64PadURL = Alphabet(digits + lower + upper + "-_=")
  /// Letters, digits and `%`: base64 as the query of a URL writes it.
  static let percent = Alphabet(digits + lower + upper + "%")
  /// Letters, digits and `$`.
  static let dollar = Alphabet(digits + lower + upper + "$")
  /// What Azure makes client secrets of.
  static let azureSecret = Alphabet(digits + lower + upper + "-_.~")
  /// What may stand in a password that is neither quoted nor ends a sentence.
  static let password = Alphabet(digits + lower + upper + "!#$%&*+-./:=?@^_~|")
  /// What may stand between quotes without a blank.
  static let quotedValue = Alphabet(digits + lower + upper + "!#$%&()*+,-./:;<=>?@[]^_{|}~")
  /// Hexadecimal digits and what parts a UUID.
  static let hexadecimalAndHyphen = Alphabet(digits + "abcdefABCDEF-")
  /// What names of users, hosts and databases are made of.
  static let account = Alphabet(digits + lower + upper + "._-*+@$\\")
  /// What the hashes of crypt(5) are made of.
  static let crypt = Alphabet(digits + lower + upper + "./$=,+")
  /// ASCII without blanks and controls.
  static let visible = Alphabet(String(decoding: (0x21...0x7E).map { UInt8($0) }, as: UTF8.self))
  /// What ends neither the user nor the password in a URL.
  static let userInformation = Alphabet(digits + lower + upper + "!$%&*+-.=?^_~|;()#")
}

extension Alphabet {
  /// Spaces and tabs.
  static let blanks = Alphabet(" \t")
  /// Spaces, tabs and the ends of lines.
  static let space = Alphabet(" \t\r\n")
  /// What base64 ends with.
  static let padding = Alphabet("=")
  /// Quotes of all kinds, and what escapes them.
  static let quotes = Alphabet("\"'`\\")
  /// What makes a name a call or an element.
  static let opening = Alphabet("([{<@")
}
