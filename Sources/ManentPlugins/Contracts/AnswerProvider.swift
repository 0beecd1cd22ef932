public import ManentFormats
public import ManentIndex

/// Whoever answers a message: a part of Manent or a plugin, by the same contract.
public protocol AnswerProvider {
  /// The name that settings and messages know it by.
  var name: String { get }

  /// Answers the last message of the request.
  ///
  /// - Parameters:
  ///   - request: the context, the passages found for it and the chat's state.
  ///   - emit: called with each piece of the answer as soon as there is one; the pieces in order are the content. An
  ///     error that it throws (the user has asked to stop) ends the answer and is passed on.
  /// - Returns: the whole answer.
  func answer(_ request: AnswerRequest, emit: (String) throws -> Void) throws -> Answer

  /// The same for a request that may offer tools.
  ///
  /// - Parameters:
  ///   - request: as above.
  ///   - emit: as above.
  ///   - call: called with each piece of a call of a tool, in the shape of OpenAI's deltas: `index`, and in the first
  ///     piece of a call `id`, `type` and the function's `name`; the `arguments` come in pieces.
  func answer(
    _ request: AnswerRequest, emit: (String) throws -> Void, call: (JSON) throws -> Void
  ) throws -> Answer

  /// How many tokens a model takes in one request, its answer among them; `nil` when that is not known.
  ///
  /// - Parameters:
  ///   - model: the model; `nil` for the one that answers when none is named.
  ///   - tokens: about how many are to be sent. Whoever would have to ask a server need not when every model takes as
  ///     many.
  func contextLimit(of model: String?, sending tokens: Int) throws -> Int?

  /// Whether what was said before the question matters to its answers; where not, nobody need be told what is left out.
  var readsChat: Bool { get }
}

extension AnswerProvider {
  /// A provider that knows no tools, or tells of calls when its answer is whole.
  public func answer(
    _ request: AnswerRequest, emit: (String) throws -> Void, call: (JSON) throws -> Void
  ) throws -> Answer {
    let answer = try answer(request, emit: emit)
    for (index, whole) in answer.toolCalls.enumerated() { try call(whole.asPiece(index)) }
    return answer
  }

  /// A provider that has no such limit, or does not know it.
  public func contextLimit(of model: String?, sending tokens: Int) throws -> Int? { nil }

  /// A provider to which it matters what was said before.
  public var readsChat: Bool { true }
}

/// What a provider is asked.
public struct AnswerRequest: Sendable {
  /// One message of the context.
  public struct Turn: Sendable, Equatable {
    /// `system`, `user`, `assistant` or `tool`.
    public var role: String
    /// The text.
    public var content: String
    /// The tools that an assistant's message calls, each `{"id", "type": "function", "function": {"name",
    /// "arguments"}}` with the arguments as the text of a JSON object.
    public var toolCalls: [JSON]
    /// The `id` of the call that a tool's message answers.
    public var toolCallID: String?

    /// A message from its parts.
    public init(role: String, content: String, toolCalls: [JSON] = [], toolCallID: String? = nil) {
      self.role = role
      self.content = content
      self.toolCalls = toolCalls
      self.toolCallID = toolCallID
    }
  }

  /// The context, oldest first; the last one is to be answered.
  public var messages: [Turn]
  /// The passages found for it, the best first.
  public var passages: [Passage]
  /// What the passages were looked up by. It knows how rare the question's terms are in all documents, which passages
  /// cannot tell; it is handed to providers in this process only, and one must do without it.
  public var plan: QueryPlan?
  /// What is to be said without any look at the passages, to a message that asks them nothing; for the provider in this
  /// process that talks so.
  public var reply: String?
  /// How the question goes on with what was answered before; handed to providers in this process only, as the plan is.
  public var continuation: Continuation?
  /// The chat's state.
  public var state: JSON?
  /// The model to use, where the provider has several.
  public var model: String?
  /// What may be asked beside an answer, for providers that have it.
  public var options = AnswerOptions()

  /// A request from its parts.
  public init(messages: [Turn], passages: [Passage], plan: QueryPlan? = nil, state: JSON? = nil, model: String? = nil) {
    self.messages = messages
    self.passages = passages
    self.plan = plan
    self.state = state
    self.model = model
  }
}

/// What is wanted of a model beside an answer, in OpenAI's words; providers that know nothing of it pass it over.
public struct AnswerOptions: Sendable, Equatable {
  /// The tools that may be called: a list of `{"type": "function", "function": {…}}`.
  public var tools: [JSON] = []
  /// Which of them: `auto`, `none`, `required`, or one.
  public var toolChoice: JSON?
  /// What the answer's text must be, such as `{"type": "json_object"}`.
  public var responseFormat: JSON?
  /// Other parameters of the request, such as `temperature`, `max_tokens` and `stop`.
  public var parameters: JSONObject = [:]
  /// How many seconds a provider may wait in all before it tries again what may pass by itself; `nil` leaves it to the
  /// provider. For askers that try again themselves when they are told when.
  public var patience: Double?

  /// Nothing.
  public init() {}
}

/// What a provider has answered.
public struct Answer: Sendable {
  /// The bytes of a passage's document that an answer quotes.
  public struct Quote: Sendable, Equatable {
    /// The passage's place among those of the request, from 0.
    public var passage: Int
    /// The bytes of the document's text.
    public var range: Range<Int>

    /// A quote from its parts.
    public init(passage: Int, range: Range<Int>) {
      self.passage = passage
      self.range = range
    }
  }

  /// The whole text.
  public var content: String
  /// What it quotes; empty when the provider does not tell.
  public var quotes: [Quote]
  /// The model that answered.
  public var model: String?
  /// Tokens read and written, where they are known.
  public var usage: JSON?
  /// A patch to the chat's state.
  public var state: JSON?
  /// The tools that are to be called before there is more to say, in the shape of `AnswerRequest.Turn.toolCalls`.
  public var toolCalls: [JSON] = []
  /// Why it ends where it ends, when not because all is said or tools are called: `length` for a model that may not say
  /// more, `content_filter` for one that was stopped.
  public var cutReason: String?
  /// What the user is to be told beside it: sentences.
  public var notices: [String] = []
  /// Whether it answers; `false` when what was found holds no answer, and the content says so.
  public var answered = true
  /// Why it does not answer, in a few words.
  public var reason: String?

  /// An answer from its parts.
  public init(content: String, quotes: [Quote] = [], model: String? = nil, usage: JSON? = nil, state: JSON? = nil) {
    self.content = content
    self.quotes = quotes
    self.model = model
    self.usage = usage
    self.state = state
  }
}
