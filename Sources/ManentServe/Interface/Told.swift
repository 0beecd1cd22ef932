import ManentAccess
import ManentChat
import ManentCore
import ManentFormats
import ManentRecords

/// What a client over HTTP is told of an error: neither where files of this machine lie, nor which command would help.
enum Told {
  /// The sentence.
  static func text(_ error: any ManentError) -> String {
    guard let error = error as? WorkspaceError else { return text("\(error)") }
    let advice = advice(for: error.code)
    var told = error
    if advice != nil { told.advice = "" }
    return text("\(told)") + (advice.map { "; \($0)" } ?? "")
  }

  /// The sentence for an error of any type.
  @Sendable static func sentence(_ error: any Error) -> String {
    error is any ManentError || error is ServeError ? ServeError(error).message : text("\(error)")
  }

  /// A sentence without clauses about the command line and the machine's settings, and with the last parts of absolute
  /// paths alone.
  static func text(_ text: String) -> String { OutsideText.of(text) }

  /// A message as JSON, whose reason for having no answer is told so.
  static func message(_ json: JSON) -> JSON {
    guard let reason = json["error"]?.string, var object = json.object else { return json }
    object["error"] = .string(text(reason))
    return .object(object)
  }

  /// A chat as JSON, whose messages are told so.
  static func chat(_ json: JSON) -> JSON {
    guard let messages = json["messages"]?.array, var object = json.object else { return json }
    object["messages"] = .array(messages.map(message))
    return .object(object)
  }

  /// The advice that holds over HTTP.
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
