import ManentFormats

/// Reads an answer from bytes: a stream of events, or one JSON object from a server that does not stream.
struct AnswerReading {
  /// What it comes to.
  private(set) var answer: ChatAnswer
  private var stream = EventStream()
  /// What came, until it is clear what it is; all of it when it is one object.
  private var beginning: [UInt8] = []
  private var isWhole: Bool?

  /// A reading that has not begun; of an answer that may begin in the model's thoughts without a tag that says so.
  init(beginsInThoughts: Bool = false) { answer = ChatAnswer(beginsInThoughts: beginsInThoughts) }

  /// The beginning of what came, for messages.
  var sample: String { ChatAnswer.garbage(beginning).sample }

  /// Whether the server may still say something that matters.
  ///
  /// Connections are often left open after an answer. The end of the answer counts, and not that of the connection;
  /// the moment that is left lets the connection come to its own end, so that it can be used again. After the reason
  /// of the end there are still to come what it cost and `[DONE]`.
  var reception: Reception {
    if answer.isDone { return .ending(.milliseconds(100)) }
    guard answer.finishReason != nil else { return .open }
    return .ending(answer.usage == nil ? .seconds(3) : .seconds(1))
  }

  /// Takes the next bytes; `emit` is called with what they add.
  mutating func take(_ bytes: [UInt8], _ emit: (ChatAnswer.Piece) throws -> Void) throws -> Reception {
    if isWhole == nil {
      beginning += bytes
      guard let first = beginning.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) else { return .open }
      isWhole = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
      let all = beginning
      if isWhole == false { try read(emit) { stream, event in try stream.take(all, event) } }
    } else if isWhole == true {
      beginning += bytes
    } else {
      if beginning.count < 2000 { beginning += bytes.prefix(2000) }
      try read(emit) { stream, event in try stream.take(bytes, event) }
    }
    if isWhole == true { return JSONBody.isWhole(beginning) ? .ending(.milliseconds(100)) : .open }
    return reception
  }

  /// Takes the end.
  mutating func finish(_ emit: (ChatAnswer.Piece) throws -> Void) throws {
    guard isWhole != true else {
      let piece = try answer.take(whole: beginning)
      if !piece.text.isEmpty || !piece.calls.isEmpty { try emit(piece) }
      return
    }
    try read(emit) { stream, event in try stream.finish(event) }
  }

  /// Hands over what events say, in one piece for all that came at once.
  private mutating func read(
    _ emit: (ChatAnswer.Piece) throws -> Void,
    _ body: (inout EventStream, ([UInt8]) throws -> Void) throws -> Void
  ) throws {
    var (stream, answer, whole) = (stream, answer, ChatAnswer.Piece())
    var failure: (any Error)?
    do {
      try body(&stream) { data in
        guard !answer.isDone else { return }
        let piece = try answer.take(event: data)
        whole.text += piece.text
        whole.calls += piece.calls
      }
    } catch {
      failure = error
    }
    (self.stream, self.answer) = (stream, answer)
    // What came before something went wrong is a part of the answer all the same.
    if !whole.text.isEmpty || !whole.calls.isEmpty { try emit(whole) }
    if let failure { throw failure }
  }
}

/// A body that is one JSON value.
enum JSONBody {
  /// Whether all of it is there.
  static func isWhole(_ bytes: [UInt8]) -> Bool {
    guard let last = bytes.last(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }), last == 0x7D || last == 0x5D else {
      return false
    }
    return (try? JSON(parsing: bytes)) != nil
  }
}
