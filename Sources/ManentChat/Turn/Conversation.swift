import ManentCatalog
import ManentChats
public import ManentCore
import ManentDocuments
import ManentFormats
import ManentIndex
import ManentPlugins
public import ManentRecords
public import ManentWorkspace

/// Takes turns in a workspace's chats.
public struct Conversation {
  /// The workspace.
  public let workspace: Workspace

  /// Who can answer.
  let providers: Providers

  /// A conversation in a workspace.
  public init(in workspace: Workspace, providers: Providers = Providers()) {
    self.workspace = workspace
    self.providers = providers
  }

  /// Takes one turn: the message is put on the disk, passages are looked up, the provider is asked, its answer is put
  /// on the disk, and the turn is committed.
  ///
  /// A provider that fails, or is stopped by the user, leaves a message that says so.
  ///
  /// - Parameters:
  ///   - request: the message and what goes with it.
  ///   - began: told who is asked and with how much, just before that is done.
  ///   - emit: called with each piece of the answer as it comes.
  ///   - answered: called with the whole answer, when it is to be shown to observers before it is kept.
  /// - Throws: `ChatError.Code.failed` when the provider has failed, `Interruption` when the user has stopped it.
  public func take(
    _ request: TurnRequest, began: (TurnStart) -> Void = { _ in }, emit: (String) throws -> Void,
    answered: (String) throws -> Void = { _ in }
  ) throws -> TurnResult {
    try withoutActuallyEscaping(began) { began in
      try withoutActuallyEscaping(emit) { emit in
        try withoutActuallyEscaping(answered) { answered in
          try take(request, telling: TurnListener(began: began, emit: emit, answered: answered))
        }
      }
    }
  }

  /// The same, with a listener that also hears of tools.
  public func take(_ request: TurnRequest, telling listener: TurnListener) throws -> TurnResult {
    try check(request)
    guard request.isKept else { return try answerOnly(request, telling: listener) }
    try workspace.requireWritable()
    let existing = try chat(for: request)
    let answerer = try agreed(answerer(for: request, in: existing))
    if request.usesDocuments || answerer.provider is ExtractiveProvider { try workspace.requireUsableEmbedder() }
    let (chat, asked) = try open(existing, request, by: answerer)
    let material = try material(of: chat, upTo: asked, for: request)
    return try answer(asked, in: chat, with: material, by: answerer, request, telling: listener)
  }

  /// Who answers: whom the user names, else whom the chat, the template of a new one or the workspace says.
  ///
  /// Whom the user names may be asked, and so may whom they have agreed to before.
  func answerer(for request: TurnRequest, in chat: Chat?) throws -> Answerer {
    var answerer = try providers.answerer(choices(request, chat))
    let name = answerer.provider.name
    guard !providers.isOwn(name) else { return answerer }
    let target = Agreements.target(name, model: answerer.model)
    if request.provider == nil, request.model == nil { answerer.isAgreed = try workspace.isAgreed(target) }
    return answerer
  }

  /// Somebody who may be asked; the user is asked first where they have not agreed yet.
  ///
  /// - Throws: `WorkspaceError.Code.notAgreed`.
  func agreed(_ answerer: Answerer) throws -> Answerer {
    guard !answerer.isAgreed else { return answerer }
    try workspace.requireAgreement(
      on: Agreements.target(answerer.provider.name, model: answerer.model),
      handing: "your messages and passages of the documents")
    var answerer = answerer
    answerer.isAgreed = true
    return answerer
  }

  /// Asks the user now what a turn would have to ask before it could be taken.
  public func requireAgreement(for request: TurnRequest) throws {
    _ = try agreed(answerer(for: request, in: chat(for: request)))
  }

  /// What the one is called who is asked by a request in a chat, whether or not there is such a one.
  public func answererName(for request: TurnRequest, in chat: Chat?) throws(ChatError) -> AnswererName {
    try providers.answererName(choices(request, chat))
  }

  private func choices(_ request: TurnRequest, _ chat: Chat?) -> [ProviderChoice] {
    let settings = workspace.settings
    let chat = chat ?? request.previous
    return [
      ProviderChoice(provider: request.provider, model: request.model),
      ProviderChoice(provider: chat?.settings.provider, model: chat?.settings.model),
      ProviderChoice(
        provider: chat == nil ? request.template?.provider : nil, model: chat == nil ? request.template?.model : nil),
      ProviderChoice(provider: settings.provider, model: settings.model),
    ]
  }

  private func answerOnly(_ request: TurnRequest, telling listener: TurnListener) throws -> TurnResult {
    let existing = try chat(for: request)
    let answerer = try agreed(answerer(for: request, in: existing))
    let (asked, context) = try prepare(request, in: existing, for: answerer)
    let passages = asked.passages
    listener.began(TurnStart(answerer.provider, chat: existing, context: context))
    let before = asked.state ?? [:]
    var answer: Answer
    do {
      answer = try answerer.provider.answer(asked) { piece in
        try listener.emit(piece)
        try Interruption.check()
      } call: { piece in
        try listener.called(piece)
        try Interruption.check()
      }
      try answer.requireContent(from: asked)
    } catch let empty as EmptyAnswer {
      throw ChatError(empty, by: answerer.provider.name, isSaved: false)
    } catch let error as PluginError {
      throw ChatError(error, by: answerer.provider.name, isSaved: false)
    }
    if !observers(of: existing, template: request.template).isEmpty {
      try listener.answered(answer.content)
      let observed = observe(
        answer, from: passages, after: asked.messages, in: existing, template: request.template, before: before)
      answer.state = observed.patch
      if let stop = observed.stop { throw stop }
    }
    var message = Message(
      id: "", parent: nil, role: .assistant, content: answer.content, createdAt: workspace.surroundings.clock.now(),
      device: workspace.surroundings.device)
    Self.complete(&message, answer, passages, answerer.provider.name)
    let notices = answer.notices + [answer.endNotice].compactMap(\.self)
    if !notices.isEmpty { try listener.answered(answer.content) }
    for notice in notices { workspace.surroundings.notify(notice) }
    let state = message.state.map { before.merging($0) } ?? before
    return TurnResult(chat: nil, message: message, passages: passages, context: context, state: state)
  }

  /// Refuses what is no message.
  func check(_ request: TurnRequest) throws {
    for result in request.results where result.content.unicodeScalars.contains("\0") {
      throw ChatError(.badMessage, "what a tool gave holds a NUL character, so it is no text")
    }
    let message = request.message
    if message.isEmpty, !request.results.isEmpty { return }
    guard message.contains(where: { !$0.isWhitespace }) else {
      throw ChatError(.emptyMessage, "the message is empty; say something, as in: manent chat \"What is attention?\"")
    }
    guard !message.unicodeScalars.contains("\0") else {
      throw ChatError(.badMessage, "the message holds a NUL character, so it is no text")
    }
  }

  /// The chat that a turn goes on with, or `nil` for a new one; the user is told when that is because the latest chat
  /// has rested for longer than `chat.timeout`.
  public func chat(for request: TurnRequest) throws -> Chat? {
    switch request.destination {
    case .new: return nil
    case .chat(let chat): return try workspace.current(chat)
    case .id(let reference):
      return try chat(called: reference)
    case .latest, .latestWithoutTimeout:
      guard let latest = try workspace.latestChat() else { return nil }
      if request.destination == .latest, hasRested(since: latest.activity) { return nil }
      return try workspace.chat(at: latest.path)
    }
  }

  /// Whether a chat in which nothing has happened since a moment is to be left for a new one (`chat.timeout`); the user
  /// is told so.
  public func hasRested(since moment: Timestamp) -> Bool {
    guard let timeout = workspace.settings.timeout,
      workspace.surroundings.clock.now().milliseconds - moment.milliseconds > timeout.milliseconds
    else { return false }
    workspace.surroundings.notify("the latest chat has rested for longer than chat.timeout; this begins a new one")
    return true
  }

  /// The chat of that id, or `nil` when it is to be made. An abbreviation means only a chat whose id we have made: a
  /// client's own `user-1` is never taken for its `user-12`.
  private func chat(called reference: String) throws -> Chat? {
    if let chat = try workspace.chat(withID: reference) { return chat }
    let isAbbreviation = reference.utf8.count >= 8 && reference.allSatisfy { $0.isHexDigit || $0 == "-" }
    if reference == "last" || isAbbreviation {
      do {
        let chat = try workspace.chat(matching: reference)
        // What is meant by its title is no abbreviation of an id.
        let isPart = chat.id.hasPrefix(reference.lowercased()) || chat.id.hasSuffix(reference.lowercased())
        if reference == "last" || UUIDv7(chat.id) != nil && isPart { return chat }
      } catch let error as WorkspaceError where error.code == .noChat && reference != "last" {}
    }
    try ChatID.check(reference)
    return nil
  }

  /// Puts what is said on the disk, in the chat or in a new one.
  ///
  /// - Returns: the chat, and the last message, which is to be answered.
  private func open(_ existing: Chat?, _ request: TurnRequest, by answerer: Answerer) throws -> (Chat, Message) {
    let author = request.author
    var drafts = request.results.enumerated().map { index, result in
      Workspace.Draft(parent: index == 0 ? request.parent : nil, role: .tool, content: result.content) {
        $0.toolCallID = result.id.isEmpty ? nil : result.id
      }
    }
    if !request.message.isEmpty || drafts.isEmpty {
      drafts.append(
        Workspace.Draft(parent: drafts.isEmpty ? request.parent : nil, role: .user, content: request.message) {
          $0.author = author
        })
    }
    if existing == nil, let previous = request.previous {
      // The state goes on from where the other chat left it.
      let (state, complete) = (try workspace.state(of: previous), drafts[0].complete)
      drafts[0].complete = { message in
        complete(&message)
        message.state = state.object?.entries.isEmpty == false ? state : nil
      }
    }
    var (chat, asked) = try open(existing, request, first: drafts.removeFirst(), by: answerer)
    for draft in drafts { asked = try workspace.append(draft, to: chat) }
    return (chat, asked)
  }

  private func open(
    _ existing: Chat?, _ request: TurnRequest, first question: Workspace.Draft, by answerer: Answerer
  ) throws -> (Chat, Message) {
    if let existing {
      let asked = try workspace.append(question, to: existing)
      // The message is on the disk; a title that cannot be written now is of no consequence.
      return ((try? workspace.titleAnew(existing, by: asked)) ?? existing, asked)
    }
    let isNamed = request.provider != nil || request.model != nil
    if isNamed, !providers.isOwn(answerer.provider.name) {
      // The chat stays with it; its next message is no reason to ask.
      try workspace.agree(on: Agreements.target(answerer.provider.name, model: answerer.model))
    }
    if workspace.settings.commit == .chat { try workspace.commitPending() }
    var id: String?
    if case .id(let given) = request.destination { id = given }
    let template = request.template
    return try workspace.createChat(id: id, first: question, tags: tags(of: request)) { settings in
      if let previous = request.previous?.settings { settings.takeOver(from: previous) }
      settings.template = template?.name ?? settings.template
      settings.instructions = request.instructions ?? template?.instructions ?? settings.instructions
      if let template { (settings.provider, settings.model) = (template.provider, template.model) }
      // A chat stays with whom it was begun with.
      if isNamed {
        (settings.provider, settings.model) = (answerer.provider.name, answerer.model)
      }
      settings.window = template?.window ?? settings.window
      settings.observers = template?.observers ?? settings.observers
    }
  }

  /// The tags of a new chat: the user's, then those of its template.
  private func tags(of request: TurnRequest) -> [String] {
    (request.template?.tags ?? []).reduce(into: request.tags) { tags, tag in
      if !tags.contains(tag) { tags.append(tag) }
    }
  }
}

extension ChatSettings {
  /// Takes over how a chat goes on with which this one goes on; what is of its messages stays there.
  fileprivate mutating func takeOver(from other: ChatSettings) {
    (provider, model, observers) = (other.provider, other.model, other.observers)
    (template, instructions) = (other.template, other.instructions)
    (window, tokens, timeout) = (other.window, other.tokens, other.timeout)
    for tag in other.tags where !tags.contains(tag) { tags.append(tag) }
  }
}
