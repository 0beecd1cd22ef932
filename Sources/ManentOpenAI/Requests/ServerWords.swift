import ManentFormats

/// What a server says when it does not do what it was asked.
struct ServerWords: Equatable {
  /// Its sentence, in one line of at most 300 characters; empty when it has none.
  var sentence: String
  /// The word for programs, such as `model_not_found`.
  var code: String
  /// The name of what it does not want in the request, such as `stream`; empty when it names nothing.
  var parameter = ""

  /// Reads the body of a refusal: OpenAI's `{"error": {"message", "code", "type"}}` and what other servers make of it.
  ///
  /// - Parameters:
  ///   - body: the body.
  ///   - hide: takes out what must not be shown. It is called before anything is cut: of a key that is cut in two the
  ///     first part would stay.
  init(_ body: [UInt8], hiding hide: (String) -> String = { $0 }) {
    guard let json = try? JSON(parsing: body) else {
      let text = hide(String(decoding: body, as: UTF8.self))
      // A page for browsers says nothing to people here.
      self.init(sentence: text.prefix(2000).contains("<") ? "" : Self.line(text), code: "")
      return
    }
    self.init(json, hiding: hide)
  }

  private init(sentence: String, code: String) {
    self.sentence = sentence
    self.code = code
  }

  /// The same for what came as an event of a stream.
  init(_ json: JSON, hiding hide: (String) -> String = { $0 }) {
    sentence = Self.line(hide(Self.text(json) ?? ""))
    // Google sends a list of one refusal, and some wrap the error in another.
    var error = json.array?.first ?? json
    while let inner = error["error"] ?? error["errors"]?.array?.first, !inner.isNull { error = inner }
    code =
      error["code"]?.string ?? error["status"]?.string ?? error["type"]?.string ?? error["code"]?.int.map(String.init)
      ?? ""
    let place = json["detail"]?.array?.first?["loc"]?.array?.last?.string
    parameter = error["param"]?.string ?? place ?? ""
  }

  /// Text, the texts of a list, or a complaint with its place as FastAPI makes them: `{"loc": ["body", "model"],
  /// "msg": "Field required"}` is `body.model: Field required`.
  private static func text(_ said: JSON, depth: Int = 0) -> String? {
    if let text = said.string { return text }
    guard depth < 8 else { return nil }
    if let list = said.array {
      let texts = list.prefix(8).compactMap { text($0, depth: depth + 1) }
      return texts.isEmpty ? nil : texts.joined(separator: "; ")
    }
    let words = ["message", "msg", "error", "errors", "detail"].lazy.compactMap { key in
      said[key].flatMap { text($0, depth: depth + 1) }
    }.first { !$0.isEmpty }
    let place = (said["loc"]?.array ?? []).map { $0.string ?? $0.serialized() }.joined(separator: ".")
    let whole = [words, depth > 0 || said["error"] == nil ? behind(said, depth: depth) : nil].compactMap(\.self)
    guard !whole.isEmpty else { return nil }
    return (place.isEmpty ? "" : "\(place): ") + whole.joined(separator: ": ")
  }

  /// What those said who stand behind a server that hands requests on: `metadata.raw`, as JSON or as it is, and the
  /// `reasons` of a filter.
  private static func behind(_ said: JSON, depth: Int) -> String? {
    guard let details = said["metadata"] else { return nil }
    if let raw = details["raw"]?.string, !raw.isEmpty {
      guard let json = try? JSON(parsing: Array(raw.utf8)) else { return raw.contains("<") ? nil : raw }
      return text(json, depth: depth + 1)
    }
    return details["reasons"].flatMap { text($0, depth: depth + 1) }
  }

  /// Text as one line, shortened, with nothing that a terminal would obey.
  static func line(_ text: String, limit: Int = 300) -> String {
    let scalars = text.unicodeScalars.prefix(4 * limit).map { scalar -> Unicode.Scalar in
      scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) ? " " : scalar
    }
    let words = String(String.UnicodeScalarView(scalars)).split(separator: " ").joined(separator: " ")
    return words.count > limit ? words.prefix(limit) + "…" : words
  }

  /// Whether it says so, in its sentence or its code.
  func mentions(_ parts: String...) -> Bool {
    let text = "\(code) \(sentence)".lowercased()
    return parts.contains { text.contains($0) }
  }
}
