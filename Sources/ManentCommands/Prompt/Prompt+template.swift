import ManentChat
import ManentPlugins
import ManentRecords
import ManentWorkspace

extension Prompt {
  /// `/template`: lists the templates, or begins a new chat from one.
  func template(_ text: String) throws {
    let words = SlashWords.split(text)
    guard let name = words.first else { return try listTemplates() }
    let template = try TemplateChoice.filled(name, with: Array(words.dropFirst()), in: workspace, session)
    guard !template.isPrivate || !request.isKept else {
      throw PromptError("nothing is kept of chats from '\(name)'; leave, and begin one with 'manent chat -t \(name)'")
    }
    beginAnew()
    request.template = template
    try sayOpening()
  }

  /// Sends the first message of a template that needs nothing from the user for it.
  func sayOpening() throws {
    guard let template = request.template, !template.needsMessage, let opening = template.opening.first else { return }
    for line in opening.split(separator: "\n", omittingEmptySubsequences: false) { try session.say("> \(line)") }
    try say(opening)
  }

  private func listTemplates() throws {
    let current = try currentChat()?.settings.template ?? request.template?.name
    let listed = try workspace.templates()
    if listed.isEmpty { return try session.say("no templates; 'manent templates new NAME' makes one") }
    for entry in listed {
      let words = entry.problem.map { "cannot be used: \($0)" } ?? entry.template?.description ?? ""
      try session.say((entry.name == current ? "* " : "  ") + entry.name + (words.isEmpty ? "" : "  \(words)"))
    }
  }

  /// `/model`: lists the models of who answers, or says which one answers from now on.
  func model(_ name: String) throws {
    let chat = try currentChat()
    guard !name.isEmpty else {
      let current = try conversation.answererName(for: request, in: chat)
      try session.say("* \(current)")
      guard session.plugins.plugin(named: current.provider) != nil else { return }
      return try call(["models", current.provider])
    }
    var next = request
    next.model = name
    if next.provider == nil { next.provider = try conversation.answererName(for: request, in: chat).provider }
    // A name with a provider before it is that provider's, whoever has answered so far.
    if let colon = name.firstIndex(of: ":"), session.providers.names.contains(String(name[..<colon])) {
      next.provider = String(name[..<colon])
    }
    let answerer = try conversation.answererName(for: next, in: chat)
    _ = try session.providers.provider(for: answerer)
    request = next
    try session.say("* \(answerer)")
  }
}
