import ManentFormats

/// An answer as it is put together from what a server sends.
struct ChatAnswer {
  /// What was sent that is no answer; `sample` is the beginning of it.
  struct Garbage: Error { var sample: String }
  /// What the server said in the place of the rest.
  struct Refusal: Error { var words: ServerWords }

  /// The text so far.
  private(set) var content = ""
  /// Why the model has stopped; `nil` while it has not.
  private(set) var finishReason: String?
  /// Tokens read and written.
  private(set) var usage: JSON?
  /// The model, as the server calls it.
  private(set) var model: String?
  /// Whether the server has said that nothing more comes.
  private(set) var isDone = false

  /// Whether it has come to its end: the model has stopped, or the server has said so.
  var isWhole: Bool { isDone || finishReason != nil }

  /// Takes the data of an event, and gives the piece of text in it.
  mutating func take(event data: [UInt8]) throws -> String {
    if data.elementsEqual("[DONE]".utf8) {
      isDone = true
      return ""
    }
    return try take(JSON(parsing: Self.repaired(data)), key: "delta", sample: data)
  }

  /// Takes an answer that came whole.
  mutating func take(whole data: [UInt8]) throws -> String {
    defer { isDone = true }
    return try take(JSON(parsing: Self.repaired(data)), key: "message", sample: data)
  }

  /// Takes the numbers that say what it cost, as in OpenAI's `usage`.
  private mutating func take(_ json: JSON, key: String, sample: [UInt8]) throws -> String {
    guard json.object != nil else { throw Self.garbage(sample) }
    if let error = json["error"], error != .null { throw Refusal(words: ServerWords(json)) }
    guard let choices = json["choices"]?.array else { throw Self.garbage(sample) }
    model = json["model"]?.string ?? model
    if let usage = json["usage"], usage.object != nil {
      var counts: JSONObject = [:]
      if let read = usage["prompt_tokens"]?.int { counts["input_tokens"] = JSON(read) }
      if let written = usage["completion_tokens"]?.int { counts["output_tokens"] = JSON(written) }
      if !counts.isEmpty { self.usage = .object(counts) }
    }
    guard let choice = choices.first else { return "" }
    finishReason = choice["finish_reason"]?.string ?? finishReason
    let piece = (choice[key] ?? choice["delta"] ?? choice["message"])?["content"]?.string ?? ""
    content += piece
    return piece
  }

  /// Bytes that are no UTF-8 become U+FFFD, as everywhere on the way to a screen.
  private static func repaired(_ data: [UInt8]) -> [UInt8] {
    String(validating: data, as: UTF8.self) == nil ? Array(String(decoding: data, as: UTF8.self).utf8) : data
  }

  static func garbage(_ data: [UInt8]) -> Garbage {
    Garbage(sample: ServerWords.line(String(decoding: data.prefix(200), as: UTF8.self), limit: 60))
  }
}
