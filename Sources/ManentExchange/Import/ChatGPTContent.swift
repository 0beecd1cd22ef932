import ManentFormats

/// What a message of ChatGPT says.
enum ChatGPTContent {
  /// The text, with addresses in the place of the marks of citations, and the parts that are more than text.
  static func text(of content: JSON, _ details: JSON?) -> (String, JSON?) {
    func joined(_ texts: [String?]) -> String {
      texts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "\n\n")
    }
    switch content["content_type"]?.string {
    case "text", "multimodal_text":
      let (text, parts) = MessageParts.text(of: content["parts"] ?? .null)
      return (ChatGPTCitations(details).resolved(text), parts)
    case "code":
      let language = content["language"]?.string ?? ""
      return (fenced(content["text"]?.string, language == "unknown" ? "" : language), nil)
    case "execution_output": return (fenced(content["text"]?.string, ""), nil)
    case "tether_quote":
      let source = joined([content["title"]?.string, content["url"]?.string ?? content["domain"]?.string])
      return (joined([source, content["text"]?.string]), nil)
    case nil where content.object == nil: return MessageParts.text(of: content)
    default:
      let text = MessageParts.strings(in: content).joined(separator: "\n\n")
      return (ChatGPTCitations(details).resolved(text), nil)
    }
  }

  /// A text as a block of code, between as many backticks as it takes to hold those in it.
  private static func fenced(_ text: String?, _ language: String) -> String {
    guard let text, !text.isEmpty else { return "" }
    var (longest, run) = (2, 0)
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    return "\(fence)\(language)\n\(text)\n\(fence)"
  }
}
