import ManentFormats

/// What a server says when it does not do what it was asked.
struct ServerWords: Equatable {
  /// Its sentence, in one line of at most 300 characters; empty when it has none.
  var sentence: String
  /// The word for programs, such as `model_not_found`.
  var code: String

  /// Reads the body of a refusal: OpenAI's `{"error": {"message", "code", "type"}}` and what other servers make of it.
  init(_ body: [UInt8]) {
    guard let json = try? JSON(parsing: body) else {
      let text = String(decoding: body.prefix(2000), as: UTF8.self)
      // A page for browsers says nothing to people here.
      self.init(sentence: text.contains("<") ? "" : Self.line(text), code: "")
      return
    }
    self.init(json)
  }

  private init(sentence: String, code: String) {
    self.sentence = sentence
    self.code = code
  }

  /// The same for what came as an event of a stream.
  init(_ json: JSON) {
    let error = json["error"] ?? json["errors"]?.array?.first ?? json
    let candidates = [error.string, error["message"]?.string, json["message"]?.string, json["detail"]?.string]
    sentence = Self.line(candidates.compactMap(\.self).first ?? "")
    code = error["code"]?.string ?? error["type"]?.string ?? error["code"]?.int.map(String.init) ?? ""
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
