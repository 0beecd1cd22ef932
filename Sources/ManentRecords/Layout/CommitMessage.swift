/// How the messages of commits are put together: a subject, perhaps a body, and a block of trailers at the end, which
/// `git interpret-trailers --parse` reads.
package enum CommitMessage {
  /// The trailer that names the chat that a commit is about, when it is about one.
  package static let chat = "Chat"
  /// The trailer that names the machine that a commit was made on.
  package static let device = "Device"

  /// A message about one chat.
  package static func about(_ id: String, _ subject: String, body: String = "") -> String {
    line(subject) + "\n\n" + (body.isEmpty ? "" : body + "\n\n") + "\(chat): \(line(id))"
  }

  /// A message with the trailer of the device, in the block of trailers that it ends in or in one of its own.
  package static func signed(_ message: String, device name: String) -> String {
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
    let last = lines.reversed().prefix { !$0.isEmpty }
    let endsInTrailers = last.count < lines.count && last.allSatisfy { trailer($0) != nil }
    return message + (endsInTrailers ? "\n" : "\n\n") + "\(device): \(line(name))"
  }

  /// The values of the trailers at the end of a message, by their names; of two with one name the later counts.
  package static func trailers(of message: String) -> [String: String] {
    var lines = message.split(separator: "\n", omittingEmptySubsequences: false)[...]
    while lines.last?.isEmpty == true { lines.removeLast() }
    let block = lines.reversed().prefix { !$0.isEmpty }
    // The first line is the subject, whatever it looks like.
    guard block.count < lines.count else { return [:] }
    return Dictionary(block.reversed().compactMap(trailer), uniquingKeysWith: { _, later in later })
  }

  /// A text from a title or a setting as one line, so that it can neither end a subject nor pose as a trailer.
  package static func line(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
  }

  private static func trailer(_ line: Substring) -> (String, String)? {
    guard let colon = line.firstIndex(of: ":"), colon != line.startIndex else { return nil }
    let name = line[..<colon]
    let value = line[line.index(after: colon)...].drop { $0 == " " }
    guard name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }), !value.isEmpty else {
      return nil
    }
    return (String(name), String(value))
  }
}
