/// How a chat is called before anybody renames it.
public enum ChatTitle {
  /// The title of a chat whose first message was cleared, until another message gives it one.
  package static let cleared = "(cleared)"

  /// How many characters a title has at the most.
  package static let limit = 80

  /// The beginning of a message, white space folded: at most 80 characters, and whole words where the last one that
  /// fits does not end too early. What is shown of it is cut to what there is room for.
  public static func title(of message: String) -> String {
    let beginning = plainBeginning(of: message) ?? foldedBeginning(of: message)
    var title = String(beginning.prefix(limit))
    if title.count < beginning.count, beginning.dropFirst(limit).first?.isWhitespace == false,
      let space = title.lastIndex(of: " "), title.distance(from: title.startIndex, to: space) >= limit / 2
    {
      title = String(title[..<space])
    }
    // A character may carry any number of marks.
    while title.utf8.count > 1024 { title.removeLast() }
    return title.trimmed
  }

  /// The beginning of a message that is ASCII, where each byte is a character, with its white space folded and one
  /// character more than a title has; `nil` for any other.
  private static func plainBeginning(of message: String) -> String? {
    var title: [UInt8] = []
    var isApart = false
    for byte in message.utf8 {
      guard byte < 0x80 else { return nil }
      // The last character ends where the next one begins; a mark would belong to it.
      if title.count > limit { break }
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        isApart = !title.isEmpty
      } else {
        if isApart { title.append(0x20) }
        isApart = false
        title.append(byte)
      }
    }
    return String(decoding: title, as: UTF8.self)
  }

  /// The beginning of a message with its white space folded; long enough to have more characters than a title if the
  /// message has, whatever becomes one character with the space before it.
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
      if count > 2 * limit { break }
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
