import ManentChat
import ManentCore
import ManentRecords

/// What a client over HTTP is told of an error: neither where files of this machine lie, nor which command would help.
enum Told {
  /// The sentence.
  static func text(_ error: any ManentError) -> String {
    guard let error = error as? WorkspaceError else { return text("\(error)") }
    let advice = advice(for: error.code)
    var told = error
    if advice != nil || error.advice.contains("manent ") || error.advice.contains("--") { told.advice = "" }
    return text("\(told)") + (advice.map { "; \($0)" } ?? "")
  }

  /// A sentence without clauses about the command line, and with the last parts of absolute paths alone.
  static func text(_ text: String) -> String {
    withoutPaths(text.replacing(#/[:;,] ['`]manent [^'`]*['`][^;(]*?(?=$|;| \()/#, with: ""))
  }

  private static func withoutPaths(_ text: String) -> String {
    // What stands behind a letter, a colon or a slash is a part of a name or of an address of the web.
    text.replacing(#/(?<before>^|[\s'"`(=\[])\/(?:[^\s'"`:;,)\]\/]+\/)+(?<name>[^\s'"`:;,)\]\/]*)/#) { match in
      match.before + match.name
    }
  }

  /// What can be done over HTTP.
  private static func advice(for code: WorkspaceError.Code) -> String? {
    switch code {
    case .noChat, .ambiguous: "GET /api/v1/chats lists them with their ids"
    case .noDocument: "GET /api/v1/documents lists them"
    case .noChatTemplate: "GET /api/v1/templates lists them"
    case .forgotten: "POST /api/v1/chats/ID/restore brings it back"
    default: nil
    }
  }
}
