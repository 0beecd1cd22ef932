/// The forms that chats can be given out in.
public enum ExportFormat: String, Sendable, CaseIterable {
  /// One JSON value that holds all; ``ExportSchema`` describes it.
  case json
  /// One JSON value a line for each chat.
  case jsonl
  /// A text for people.
  case markdown
  /// A web page for people, in one file.
  case html
  /// A table with a row for each message (RFC 4180).
  case csv
  /// A line for each chat as the fine-tuning interface of OpenAI takes it.
  case openai

  /// How a file of this form is called after the dot.
  public var fileExtension: String {
    switch self {
    case .json: "json"
    case .jsonl, .openai: "jsonl"
    case .markdown: "md"
    case .html: "html"
    case .csv: "csv"
    }
  }

  /// The form of a file that is called so after the dot, in any case; `nil` when that tells none.
  public init?(fileExtension: String) {
    switch fileExtension.lowercased() {
    case "json": self = .json
    case "jsonl", "ndjson": self = .jsonl
    case "md", "markdown", "mdown", "mkd": self = .markdown
    case "html", "htm", "xhtml": self = .html
    case "csv": self = .csv
    default: return nil
    }
  }

  var renderer: any ChatRenderer {
    switch self {
    case .json: JSONRenderer(separator: ",\n", isDocument: true)
    case .jsonl: JSONRenderer(separator: "", isDocument: false)
    case .markdown: MarkdownRenderer()
    case .html: HTMLRenderer()
    case .csv: CSVRenderer()
    case .openai: OpenAIRenderer()
    }
  }
}
