/// How a chat is called before anybody renames it.
public enum ChatTitle {
  /// The title of a chat whose first message was cleared, until another message gives it one.
  static let cleared = "(cleared)"

  /// The first 40 characters of a message, white space folded.
  public static func title(of message: String) -> String {
    let folded = message.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    var title = String(folded.prefix(40))
    // A character may carry any number of marks.
    while title.utf8.count > 1024 { title.removeLast() }
    return title.trimmed
  }

  /// The title as a part of a folder's name: lower case, letters and digits of any script joined by dashes, at most
  /// 40 characters and 120 bytes; `chat` when nothing is left.
  public static func slug(of title: String) -> String {
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
}

extension String {
  fileprivate var trimmed: String {
    var text = Substring(self)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
