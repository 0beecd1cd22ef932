/// How a chat is called before anybody renames it.
public enum ChatTitle {
  /// The title of a chat whose first message was cleared, until another message gives it one.
  static let cleared = "(cleared)"

  /// The first 40 characters of a message, white space folded.
  public static func title(of message: String) -> String {
    var title = plainTitle(of: message) ?? String(foldedBeginning(of: message).prefix(40))
    // A character may carry any number of marks.
    while title.utf8.count > 1024 { title.removeLast() }
    return title.trimmed
  }

  /// The title of a message whose beginning is ASCII, where each byte is a character; `nil` for any other.
  private static func plainTitle(of message: String) -> String? {
    var title: [UInt8] = []
    var isApart = false
    for byte in message.utf8 {
      guard byte < 0x80 else { return nil }
      // The fortieth character ends where the next one begins; a mark would belong to it.
      if title.count == 40 { break }
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        isApart = !title.isEmpty
      } else {
        if isApart { title.append(0x20) }
        isApart = false
        if title.count < 40 { title.append(byte) }
      }
    }
    return String(decoding: title, as: UTF8.self)
  }

  /// The beginning of a message with its white space folded; long enough to have 40 characters if the message has,
  /// whatever becomes one character with the space before it.
  private static func foldedBeginning(of message: String) -> String {
    var folded = ""
    var count = 0
    var isApart = false
    for character in message {
      if character.isWhitespace {
        isApart = count > 0
        continue
      }
      if isApart { folded += " " }
      folded.append(character)
      count += isApart ? 2 : 1
      isApart = false
      if count > 100 { break }
    }
    return folded
  }

  /// The title as a part of a folder's name: lower case, letters and digits of any script joined by dashes, at most
  /// 40 characters and 120 bytes; `chat` when nothing is left.
  public static func slug(of title: String) -> String {
    if let slug = plainSlug(of: title) { return slug }
    var slug = ""
    for character in title.lowercased() {
      if character.isLetter || character.isNumber {
        slug.append(character)
      } else if !slug.hasSuffix("-") {
        slug += "-"
      }
    }
    slug = String(slug.drop { $0 == "-" }.prefix(40))
    while slug.utf8.count > 120 || slug.hasSuffix("-") { slug.removeLast() }
    return slug.isEmpty ? "chat" : slug
  }

  /// The slug of a title that is ASCII, where each byte is a character; `nil` for any other.
  private static func plainSlug(of title: String) -> String? {
    var slug: [UInt8] = []
    for byte in title.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): slug.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): slug.append(byte | 0x20)
      case 0..<0x80: if let last = slug.last, last != UInt8(ascii: "-") { slug.append(UInt8(ascii: "-")) }
      default: return nil
      }
    }
    slug = Array(slug.prefix(40))
    if slug.last == UInt8(ascii: "-") { slug.removeLast() }
    return slug.isEmpty ? "chat" : String(decoding: slug, as: UTF8.self)
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = Substring(self)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
