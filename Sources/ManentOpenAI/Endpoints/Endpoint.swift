import ManentCore
import ManentFormats

/// A server by the name that the machine's settings give it.
struct Endpoint: Sendable, Equatable {
  /// The name.
  var name: String
  /// Where its interface begins, without a slash at the end: `https://api.openai.com/v1`.
  var base: String
  /// What proves that one may use it; `nil` for a server that asks for nothing.
  var key: String?
  /// The model that answers when none is named.
  var model: String?
  /// The model that embeds when none is named.
  var embeddingModel: String?
  /// How long it may be silent.
  var timeout: Duration = .seconds(300)
  /// How often a request is tried again when it is busy or broken.
  var retries = 3
  /// How many tokens its models take; `nil` for what the server says of each.
  var contextTokens: Int?
  /// A file of certificates that are trusted instead of the system's.
  var certificates: String?
  /// More lines for the header of each request.
  var headers: [(name: String, value: String)] = []
  /// Whether nobody has named it: OpenAI's own is there without that.
  var isImplied = false
  /// What is added to each request for an answer, such as `temperature`.
  var parameters: JSONObject = [:]

  static func == (left: Endpoint, right: Endpoint) -> Bool {
    left.name == right.name && left.base == right.base && left.key == right.key && left.model == right.model
  }

  /// An endpoint from its settings.
  ///
  /// - Throws: `OpenAIError.Code.settings`.
  init(_ name: String, _ settings: JSON) throws(OpenAIError) {
    self.name = name
    base = try Self.base(settings["base_url"]?.string ?? (name == Self.known ? Self.knownBase : nil), of: name)
    key = settings["key"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    model = settings["model"]?.string
    embeddingModel = settings["embedding_model"]?.string
    if let seconds = settings["timeout_seconds"]?.double, seconds > 0, seconds <= 1e6 { timeout = .seconds(seconds) }
    if let count = settings["retries"]?.int, (0...20).contains(count) { retries = count }
    if let count = settings["context_tokens"]?.int, count > 0 { contextTokens = count }
    certificates = settings["ca_file"]?.string
    for (field, value) in settings["headers"]?.object?.entries ?? [] {
      guard let value = value.string, Self.isHeader(field), Self.isHeader(value) else {
        throw OpenAIError(.settings, "endpoint '\(name)': a header must be a line of text")
      }
      headers.append((field, value))
    }
    parameters = settings["parameters"]?.object ?? [:]
    guard key.map(Self.isHeader) ?? true else {
      throw OpenAIError(.settings, "endpoint '\(name)': its key is no single line of text; set it anew")
    }
  }

  /// The endpoint that need not be in the settings.
  static let known = "openai"
  /// Where that one is.
  static let knownBase = "https://api.openai.com/v1"

  /// Why it cannot be asked; `nil` when it can.
  ///
  /// OpenAI's own server answers nobody without a key, so that nothing needs to be sent there to learn it.
  var obstacle: OpenAIError? {
    guard base == Self.knownBase, key == nil else { return nil }
    return OpenAIError(
      .key, "endpoint '\(name)' wants a key: 'manent keys set \(name)' stores one",
      summary: "endpoint '\(name)' wants a key")
  }

  /// The address of a part of the interface.
  func url(_ part: String) -> String { "\(base)/\(part)" }

  /// The header of each request.
  var allHeaders: [(name: String, value: String)] {
    (key.map { [("Authorization", "Bearer \($0)")] } ?? []) + headers
  }

  /// Text with the key and the values of headers taken out, should a server repeat them.
  func withoutKey(_ text: String) -> String {
    var secrets = headers.map(\.value).filter { $0.utf8.count >= 8 }
    // Of `Bearer KEY` a server may repeat the key alone.
    secrets += secrets.compactMap { $0.split(separator: " ").last.map(String.init) }.filter { $0.utf8.count >= 8 }
    if let key, key.utf8.count >= 4 { secrets.append(key) }
    return KeyTraces(of: secrets).removed(from: text)
  }

  private static func base(_ text: String?, of name: String) throws(OpenAIError) -> String {
    guard let text else { throw OpenAIError(.settings, "endpoint '\(name)' has no 'base_url' in config.yaml") }
    let scheme = ["http://", "https://"].first { text.lowercased().hasPrefix($0) }
    let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    guard let scheme, isPlain, text.count > scheme.count, !text.contains("@"), !text.contains("?"), !text.contains("#")
    else {
      throw OpenAIError(
        .settings, "endpoint '\(name)': its 'base_url' must be like http://localhost:11434/v1, without a key in it")
    }
    var trimmed = Substring(text)
    while trimmed.hasSuffix("/") { trimmed.removeLast() }
    // Nearly every server has its interface below /v1, and people give the server alone.
    return trimmed.dropFirst(scheme.count).contains("/") ? String(trimmed) : trimmed + "/v1"
  }

  private static func isHeader(_ text: String) -> Bool { text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } }
}
