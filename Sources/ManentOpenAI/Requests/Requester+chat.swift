import ManentFormats

extension Requester {
  /// Asks for an answer.
  ///
  /// - Parameters:
  ///   - parameters: what the host asks.
  ///   - emit: called with each piece.
  /// - Throws: `OpenAIError`; an answer with nothing in it is one, with the reason as far as there is one.
  func chat(
    _ parameters: JSON, model: String, of endpoint: Endpoint, emit: (ChatAnswer.Piece) throws -> Void
  ) throws -> ChatAnswer {
    let name = "\(endpoint.name)/\(model)"
    var hasSpoken = false
    func ask() throws -> ChatAnswer {
      let body = ChatBody.json(
        parameters, model: model, endpoint: endpoint, wantsUsage: !habits.countsOnlyWhole.contains(name),
        wantsStream: !habits.speaksOnlyWhole.contains(name))
      return try chat(body, model, endpoint) { piece in
        hasSpoken = true
        try emit(piece)
      }
    }
    var answer: ChatAnswer
    while true {
      do {
        answer = try ask()
        break
      } catch let error as OpenAIError {
        // A server that has refused one way of answering is asked for another, once for each.
        guard !hasSpoken, let habit = ServerHabits.refused(by: error), habits.learn(habit, of: name) else {
          throw error
        }
        note("\(error.description); asking for an answer \(habit.words)")
      }
    }
    if answer.thoughtBytes > 0 { habits.onlyEndsThoughts.insert(name) }
    if let problem = OpenAIError(emptiness: answer, offersTools: ChatBody.offersTools(parameters), from: endpoint) {
      throw problem
    }
    return answer
  }

  private func chat(
    _ body: JSON, _ model: String, _ endpoint: Endpoint, _ emit: (ChatAnswer.Piece) throws -> Void
  ) throws -> ChatAnswer {
    var reading = AnswerReading(beginsInThoughts: habits.onlyEndsThoughts.contains("\(endpoint.name)/\(model)"))
    do {
      try ask("chat/completions", of: endpoint, body: body, model: model) { bytes in
        try reading.take(bytes, emit)
      }
      try reading.finish(emit)
    } catch let refusal as ChatAnswer.Refusal {
      let words = ServerWords(refusal.said, hiding: endpoint.withoutKey)
      throw OpenAIError(midway: words, from: endpoint, model: model)
    } catch is EventStream.TooLong {
      throw OpenAIError(.garbage, "endpoint '\(endpoint.name)': what came has a line longer than 32 MiB")
    } catch let garbage as ChatAnswer.Garbage {
      throw Self.garbage(garbage.sample, endpoint)
    } catch let error as JSONError {
      throw Self.garbage(error.code.rawValue, endpoint)
    }
    guard reading.answer.isWhole, reading.answer.hasBegun else {
      // Nothing at all, or nothing but the word for the end, is an answer with nothing in it.
      if !reading.answer.hasBegun, reading.answer.isDone || reading.sample.allSatisfy(\.isWhitespace) {
        return reading.answer
      }
      if !reading.answer.hasBegun { throw Self.garbage(reading.sample, endpoint) }
      throw OpenAIError(.cut, "endpoint '\(endpoint.name)': the connection was cut in the middle of the answer")
    }
    return reading.answer
  }

  private static func garbage(_ sample: String, _ endpoint: Endpoint) -> OpenAIError {
    let sample = ServerWords.line(endpoint.withoutKey(sample), limit: 60)
    return OpenAIError(
      .garbage, "endpoint '\(endpoint.name)': what answers at \(endpoint.base) is no chat completion ('\(sample)')")
  }
}
