import ManentFormats

/// An answer as it is put together from what a server sends.
struct ChatAnswer {
  /// What was sent that is no answer; `sample` is the beginning of it.
  struct Garbage: Error { var sample: String }
  /// What the server said in the place of the rest.
  struct Refusal: Error { var said: JSON }

  /// What an event adds.
  struct Piece {
    /// Text.
    var text = ""
    /// Parts of calls of tools, each with its `index`.
    var calls: [JSON] = []
  }

  /// The text so far.
  private(set) var content = ""
  /// The beginning of what the model has only thought.
  private(set) var reasoning = ""
  /// Why the model does not want to answer, in its words.
  private(set) var refusal = ""
  /// The tools that it wants to be called.
  private(set) var calls = ToolCalls()
  /// Why the model has stopped; `nil` while it has not.
  private(set) var finishReason: String?
  /// Tokens read and written.
  private(set) var usage: JSON?
  /// The model, as the server calls it.
  private(set) var model: String?
  /// Whether the server has said that nothing more comes.
  private(set) var isDone = false
  private var filter: ThoughtFilter
  /// How many bytes of text were handed over so far.
  private var handedOver = 0
  /// How many of those at the beginning turned out to be thoughts.
  private(set) var thoughtBytes = 0
  /// What came in the middle of a stream and could not be read: how often, and the beginning of the first.
  private(set) var unreadable: (count: Int, sample: String) = (0, "")
  private var split = SplitCharacter()
  /// Whether anything that was sent was part of an answer.
  private(set) var hasBegun = false

  /// An answer of which nothing has come; one that may begin in the model's thoughts without a tag that says so.
  init(beginsInThoughts: Bool = false) { filter = ThoughtFilter(beginsInThoughts: beginsInThoughts) }

  /// Whether it has come to its end: the model has stopped, or the server has said so.
  var isWhole: Bool { isDone || finishReason != nil }

  /// Takes the data of an event. One that is no part of an answer (a sign of life, another program's JSON) is passed
  /// over.
  mutating func take(event data: [UInt8]) throws -> Piece {
    var data = Self.trimmed(data)
    // What hands a stream on may frame it once more.
    while data.starts(with: "data:".utf8) { data = Self.trimmed(Array(data.dropFirst(5))) }
    if data.elementsEqual("[DONE]".utf8) {
      isDone = true
      return Piece(text: said(by: ChatContent(nil), isLast: true))
    }
    guard let json = try? JSON(parsing: Self.repaired(split.join(data))) else {
      note(unreadable: data)
      return Piece()
    }
    return try take(json, key: "delta")
  }

  /// Notes an event that could not be read, unless it is a sign of life.
  private mutating func note(unreadable data: [UInt8]) {
    let text = String(decoding: data.prefix(200), as: UTF8.self)
    let letters = text.lowercased().filter { $0.isLetter || $0.isNumber }
    let isSignOfLife =
      data.isEmpty || data.first == UInt8(ascii: ":")
      || ["", "ping", "pong", "keepalive", "heartbeat", "processing", "ok", "done", "openrouterprocessing"]
        .contains(letters)
    guard !isSignOfLife else { return }
    unreadable = (unreadable.count + 1, unreadable.count == 0 ? text : unreadable.sample)
  }

  /// Takes an answer that came whole.
  mutating func take(whole data: [UInt8]) throws -> Piece {
    defer { isDone = true }
    do {
      var piece = try take(JSON(parsing: Self.repaired(data)), key: "message")
      guard hasBegun else { throw Self.garbage(data) }
      piece.text += said(by: ChatContent(nil), isLast: true)
      return piece
    } catch let error as JSONError {
      return try take(lines: data, or: error)
    }
  }

  /// Takes an answer in pieces, each a line of JSON.
  private mutating func take(lines data: [UInt8], or error: JSONError) throws -> Piece {
    let lines = data.split(separator: UInt8(ascii: "\n"))
    guard lines.count > 1 else { throw error }
    var whole = Piece()
    for line in lines {
      let piece = try take(event: Array(line))
      whole.text += piece.text
      whole.calls += piece.calls
    }
    guard hasBegun else { throw Self.garbage(data) }
    whole.text += said(by: ChatContent(nil), isLast: true)
    return whole
  }

  private mutating func take(_ json: JSON, key: String) throws -> Piece {
    // Some refuse with a list of one error.
    let json = json.array?.first ?? json
    guard json.object != nil else { return Piece() }
    if Self.isError(json) { throw Refusal(said: json) }
    take(usage: json["usage"])
    guard let choices = json["choices"]?.array else { return Piece() }
    hasBegun = true
    model = json["model"]?.string ?? model
    guard let choice = choices.first else { return Piece() }
    let reason = choice["finish_reason"]?.string
    if let error = choice["error"], !error.isNull { throw Refusal(said: choice) }
    if reason == "error" { throw Refusal(said: choice) }
    // Some send the word for no reason.
    if let reason, !["", "null", "None"].contains(reason) { finishReason = Self.usualReasons[reason] ?? reason }
    let part = choice[key] ?? choice["delta"] ?? choice["message"]
    var said = ChatContent(part?["content"])
    said.reasoning += (part?["reasoning_content"] ?? part?["reasoning"])?.string ?? ""
    said.refusal += part?["refusal"]?.string ?? ""
    // The older interface has its text beside the place of a message.
    if part?["content"] == nil { said.text += choice["text"]?.string ?? "" }
    if refusal.utf8.count < 2000 { refusal += said.refusal }
    return Piece(text: self.said(by: said, isLast: finishReason != nil), calls: calls.take(part))
  }

  /// Adds what a part says and thinks, and gives what it adds to the text.
  private mutating func said(by part: ChatContent, isLast: Bool) -> String {
    let taken = filter.take(part.text)
    var text = isLast ? taken.said + filter.end() : taken.said
    if taken.endsThoughts {
      if reasoning.utf8.count < 2000 { reasoning += content }
      content = ""
      // What was shown already stays shown; a line of its own begins what is said.
      let gap = handedOver > 0 ? "\n\n" : ""
      thoughtBytes = handedOver + gap.utf8.count
      content = text
      text = gap + text
    } else {
      content += text
    }
    handedOver += text.utf8.count
    if reasoning.utf8.count < 2000 { reasoning += part.reasoning + taken.thought }
    return text
  }

  /// The interface's words for those that some servers have of their own.
  private static let usualReasons = [
    "eos": "stop", "eos_token": "stop", "end_turn": "stop", "stop_sequence": "stop", "COMPLETE": "stop", "STOP": "stop",
    "max_tokens": "length", "MAX_TOKENS": "length", "model_length": "length", "safety": "content_filter",
    "SAFETY": "content_filter", "RECITATION": "content_filter", "content-filter": "content_filter",
  ]

  /// Takes the numbers that say what it cost, as in OpenAI's `usage`.
  private mutating func take(usage: JSON?) {
    var counts: JSONObject = [:]
    if let read = usage?["prompt_tokens"]?.int { counts["input_tokens"] = JSON(read) }
    if let written = usage?["completion_tokens"]?.int { counts["output_tokens"] = JSON(written) }
    if !counts.isEmpty { self.usage = .object(counts) }
  }

  private static func isError(_ json: JSON) -> Bool {
    if let error = json["error"], !error.isNull { return true }
    return json["object"] == "error" || json["type"] == "error"
  }

  private static func trimmed(_ data: [UInt8]) -> [UInt8] {
    let isSpace: (UInt8) -> Bool = { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    guard let start = data.firstIndex(where: { !isSpace($0) }), let end = data.lastIndex(where: { !isSpace($0) })
    else { return [] }
    return start == data.startIndex && end == data.endIndex - 1 ? data : Array(data[start...end])
  }

  /// Bytes that are no UTF-8 become U+FFFD, as everywhere on the way to a screen.
  private static func repaired(_ data: [UInt8]) -> [UInt8] {
    String(validating: data, as: UTF8.self) == nil ? Array(String(decoding: data, as: UTF8.self).utf8) : data
  }

  /// What is no answer, with its beginning.
  static func garbage(_ data: [UInt8]) -> Garbage {
    Garbage(sample: String(decoding: data.prefix(2000), as: UTF8.self))
  }
}
