import ManentCore
import ManentFormats

/// Finds out what a source is by looking at it.
enum ImportDetection {
  /// How chats lie in a text.
  enum Shape: Equatable {
    /// In an array, whose first element is behind this place.
    case elements(Int)
    /// A chat a line.
    case lines
    /// A message a line; all of them are one chat.
    case messageLines
    /// The text is one chat.
    case whole
  }

  /// What is at a path.
  static func format(of path: Path) throws -> ImportFormat {
    if try Files.status(path)?.kind == .folder {
      if LegacyLayout.isLaidOut(path) { return .legacy }
      if try Files.list(path).contains(where: { $0.hasPrefix("conversations") && $0.hasSuffix(".json") }) {
        return .chatgpt
      }
      throw unknown(path, "the folder has neither conversations.json nor chat_history, data and faiss_index")
    }
    let head = try Files.read(path, range: 0..<16)
    if head.starts(with: Array("SQLite format 3".utf8)) { return .llm }
    if head.starts(with: [0x50, 0x4B]) { return .chatgpt }
    return try ImportText.withBytes(of: path) { bytes in
      let elements = JSONElements(bytes)
      if let program = stranger(in: elements) { throw ImportError.unread(program, path.string) }
      if let format = try format(of: elements) { return format }
      if elements.isBlank { throw ImportError(.malformed, path.string, "there is nothing in it") }
      if let damage = elements.damage {
        throw ImportError(.malformed, path.string, "it begins as JSON does, and is none: \(damage)")
      }
      throw unknown(path, "nothing in it tells what it is")
    }
  }

  private static func format(of elements: JSONElements) throws -> ImportFormat? {
    switch shape(of: elements, ["chats"]) {
    case .elements(let start):
      // An object with 'chats' is ours; a list may be anybody's.
      if elements.beginsObject { return .manent }
      guard let first = elements.first(from: start) else { return .openai }
      return format(of: first)
    case .lines, .messageLines: return elements.firstLine.flatMap(format)
    case .whole: return elements.whole.flatMap(format)
    }
  }

  private static func format(of value: JSON) -> ImportFormat? {
    if value["mapping"]?.object != nil { return .chatgpt }
    if value["messages"]?.array != nil {
      return value["message_count"] != nil && value["path"] != nil && value["created_at"] != nil ? .manent : .openai
    }
    if value["role"]?.string != nil || value.array?.first?["role"]?.string != nil { return .openai }
    return nil
  }

  /// The program whose export a text is, where that is one which is known and not read.
  static func stranger(in elements: JSONElements) -> String? {
    let value: JSON?
    switch shape(of: elements, ["chats", "conversations"]) {
    case .elements(let start): value = elements.first(from: start)
    case .lines, .messageLines: value = elements.firstLine
    case .whole: value = elements.whole
    }
    guard let value else { return nil }
    if value["chat_messages"] != nil { return "Claude" }
    // What stands beside the conversations in Claude's archive.
    if value["uuid"] != nil, value["full_name"] != nil || value["prompt_template"] != nil { return "Claude" }
    return nil
  }

  /// How chats lie in a text: `keys` name the arrays of an object that hold them.
  static func shape(of elements: JSONElements, _ keys: Set<String>) -> Shape {
    if let start = elements.array(under: keys) {
      // A list of messages is one chat.
      let isMessages = !elements.beginsObject && elements.first(from: start)?["role"]?.string != nil
      return isMessages ? .whole : .elements(start)
    }
    guard let first = elements.firstLine, elements.hasSeveralLines else { return .whole }
    return first["role"]?.string != nil && first["messages"] == nil ? .messageLines : .lines
  }

  private static func unknown(_ path: Path, _ problem: String) -> ImportError {
    ImportError(
      .unknownFormat, path.string, problem,
      advice: "say what it is with '--from \(ImportFormat.allCases.map(\.rawValue).joined(separator: "|"))'")
  }
}
