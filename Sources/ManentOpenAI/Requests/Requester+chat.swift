import ManentFormats

extension Requester {
  /// Asks for an answer.
  ///
  /// - Parameters:
  ///   - parameters: what the host asks.
  ///   - emit: called with each piece of text.
  func chat(
    _ parameters: JSON, model: String, of endpoint: Endpoint, emit: (String) throws -> Void
  ) throws -> ChatAnswer {
    func ask(wantsUsage: Bool) throws -> ChatAnswer {
      try chat(
        ChatBody.json(parameters, model: model, endpoint: endpoint, wantsUsage: wantsUsage), model, endpoint, emit)
    }
    do {
      return try ask(wantsUsage: true)
    } catch let error as OpenAIError where error.code == .refused && error.description.contains("stream_options") {
      // An older server that does not know how to tell what a stream cost.
      return try ask(wantsUsage: false)
    }
  }

  private func chat(
    _ body: JSON, _ model: String, _ endpoint: Endpoint, _ emit: (String) throws -> Void
  ) throws -> ChatAnswer {
    var reading = AnswerReading()
    do {
      try ask("chat/completions", of: endpoint, body: body, model: model) { bytes in
        try reading.take(bytes, emit)
      }
      try reading.finish(emit)
    } catch let refusal as ChatAnswer.Refusal {
      throw OpenAIError(midway: refusal.words, from: endpoint, model: model)
    } catch is EventStream.TooLong {
      throw OpenAIError(.garbage, "endpoint '\(endpoint.name)': what came has a line longer than 32 MiB")
    } catch let garbage as ChatAnswer.Garbage {
      throw Self.garbage(garbage.sample, endpoint)
    } catch let error as JSONError {
      throw Self.garbage(error.code.rawValue, endpoint)
    }
    guard reading.answer.isWhole else {
      if reading.answer.content.isEmpty, !reading.hasEvents { throw Self.garbage(reading.sample, endpoint) }
      throw OpenAIError(.cut, "endpoint '\(endpoint.name)': the connection was cut in the middle of the answer")
    }
    return reading.answer
  }

  private static func garbage(_ sample: String, _ endpoint: Endpoint) -> OpenAIError {
    OpenAIError(
      .garbage,
      "endpoint '\(endpoint.name)': what answers at \(endpoint.base) is no chat completion ('\(endpoint.withoutKey(sample))')"
    )
  }
}

/// Reads an answer from bytes: a stream of events, or one JSON object from a server that does not stream.
private struct AnswerReading {
  var answer = ChatAnswer()
  private(set) var hasEvents = false
  private var stream = EventStream()
  /// What came, until it is clear what it is; all of it when it is one object.
  private var beginning: [UInt8] = []
  private var isWhole: Bool?

  /// The beginning of what came, for messages.
  var sample: String { ChatAnswer.garbage(beginning).sample }

  mutating func take(_ bytes: [UInt8], _ emit: (String) throws -> Void) throws {
    if isWhole == nil {
      beginning += bytes
      guard let first = beginning.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) else { return }
      isWhole = first == UInt8(ascii: "{")
      let all = beginning
      if isWhole == false { try read(emit) { stream, event in try stream.take(all, event) } }
    } else if isWhole == true {
      beginning += bytes
    } else {
      try read(emit) { stream, event in try stream.take(bytes, event) }
    }
  }

  mutating func finish(_ emit: (String) throws -> Void) throws {
    guard isWhole != true else {
      let piece = try answer.take(whole: beginning)
      if !piece.isEmpty { try emit(piece) }
      return
    }
    do {
      try read(emit) { stream, event in try stream.finish(event) }
    } catch is JSONError {
      // Half a line is what a cut connection leaves; that the answer is not whole tells of it.
    }
  }

  /// Hands over what events say, in one piece for all that came at once.
  private mutating func read(
    _ emit: (String) throws -> Void, _ body: (inout EventStream, ([UInt8]) throws -> Void) throws -> Void
  ) throws {
    var (stream, answer, hasEvents, pieces) = (stream, answer, hasEvents, "")
    var failure: (any Error)?
    do {
      try body(&stream) { data in
        hasEvents = true
        if !answer.isDone { pieces += try answer.take(event: data) }
      }
    } catch {
      failure = error
    }
    (self.stream, self.answer, self.hasEvents) = (stream, answer, hasEvents)
    // What came before something went wrong is a part of the answer all the same.
    if !pieces.isEmpty { try emit(pieces) }
    if let failure { throw failure }
  }
}
