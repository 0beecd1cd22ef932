import ManentCore
import ManentFormats
package import ManentRecords
package import ManentSecrets

extension Workspace {
  /// The policy that new messages, titles, tags and added documents are held to.
  package var effectiveSecretPolicy: SecretPolicy { allowsSecrets ? .off : settings.secrets }

  /// A new message as it may be written.
  ///
  /// - Parameter chat: the chat's id.
  /// - Throws: `WorkspaceError.Code.secret` when it holds a credential and is to be refused. What a provider or a tool
  ///   has answered is never refused, for then the turn would be lost; its credentials are left out instead.
  package func guarded(_ message: Message, in chat: String) throws -> Message {
    let policy = effectiveSecretPolicy
    guard policy != .off else { return message }
    let (redacted, findings) = message.redacted()
    guard !findings.isEmpty else { return message }
    let isAnswer = message.role == .assistant || message.role == .tool
    let subject = isAnswer ? "the answer" : "the message"
    switch policy {
    case .refuse where !isAnswer:
      throw refusal("the message", findings, advice: "leave it out, or let it through with --allow-secrets")
    case .refuse, .redact:
      surroundings.notify("\(subject) held \(Self.list(findings)) (chat \(chat)); it is not saved with the rest")
      return redacted
    case .warn, .off:
      surroundings.notify(
        "\(subject) holds \(Self.list(findings)) (chat \(chat)); it is saved and goes into git as it is; "
          + "make it void, or take it out with 'manent purge \(chat)'")
      return message
    }
  }

  /// A title as it may be written.
  package func guarded(title: String) throws -> String { try guarded(title, as: "the title") }

  /// A text of `chat.yaml` as it may be written.
  ///
  /// - Parameter subject: what it is, for messages.
  package func guarded(_ text: String, as subject: String) throws -> String {
    let (redacted, findings) = SecretScanner.redacted(text)
    guard !findings.isEmpty else { return text }
    switch effectiveSecretPolicy {
    case .off: return text
    case .redact: return redacted
    case .refuse: throw refusal(subject, findings, advice: "leave it out, or let it through with --allow-secrets")
    case .warn:
      surroundings.notify("\(subject): \(Self.list(findings)) in it goes into git as it is")
      return text
    }
  }

  /// Looks at a tag that is to be written.
  package func guardTag(_ tag: String) throws {
    let findings = SecretScanner.findings(in: tag)
    guard !findings.isEmpty else { return }
    switch effectiveSecretPolicy {
    case .off: return
    case .redact, .refuse: throw refusal("the tag", findings, advice: "leave it out")
    case .warn: surroundings.notify("the tag holds \(Self.list(findings)); it goes into git as it is")
    }
  }

  /// The title of a chat that begins with a message: a credential is never a part of it, since a folder keeps its name.
  package func title(of message: Message) -> String {
    ChatTitle.title(
      of: effectiveSecretPolicy == .off ? message.content : SecretScanner.redacted(message.content).text)
  }

  private func refusal(_ subject: String, _ findings: [SecretFinding], advice: String) -> WorkspaceError {
    WorkspaceError(
      .secret, subject, "it holds \(Self.list(findings)), and history.secrets is '\(settings.secrets.rawValue)'",
      advice: advice)
  }

  /// Why a chat from elsewhere is not taken in under `refuse`, as a clause.
  package static func objection(to findings: [SecretFinding]) -> String {
    "it holds \(list(findings)), and history.secrets is 'refuse'; let it in with --allow-secrets if that is meant"
  }

  /// What was found, for people: "an OpenAI key in line 2 and a private key in line 5".
  package static func list(_ findings: [SecretFinding]) -> String {
    let shown = findings.prefix(3).map { "\($0.kindWithArticle) in line \($0.line)" }
    return shown.joined(separator: ", ") + (findings.count > 3 ? " and \(findings.count - 3) more" : "")
  }
}
