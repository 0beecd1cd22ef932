import ManentRecords
import ManentSecrets

extension ImportedChat {
  /// The chat as it may be written under a policy for credentials, and the credentials that were found in it.
  ///
  /// With `redact` they are replaced, and a tag that holds one is left out. The title of a chat of another program never
  /// shows one, unless nobody looks: a folder is named after it, and keeps its name. All else stays as it is; whoever
  /// refuses the chat does so for the findings.
  func screened(_ policy: SecretPolicy) -> (chat: ImportedChat, findings: [SecretFinding]) {
    guard policy != .off else { return (self, []) }
    var clean = self
    var findings: [SecretFinding] = []
    for index in messages.indices {
      let (message, found) = messages[index].redacted()
      guard !found.isEmpty else { continue }
      findings += found
      clean.messages[index] = message
      // Of a credential that the end of a title has cut short the scanner knows nothing any more.
      if hasDerivedIDs, ChatTitle.title(of: messages[index].content) == settings.title {
        clean.settings.title = ChatTitle.title(of: message.content)
      }
    }
    func redact(_ text: String) -> String {
      let (redacted, found) = SecretScanner.redacted(text)
      findings += found
      return redacted
    }
    clean.settings.title = redact(clean.settings.title)
    clean.settings.instructions = settings.instructions.map(redact)
    clean.settings.tags.removeAll { tag in
      let found = SecretScanner.findings(in: tag)
      findings += found
      return !found.isEmpty
    }
    guard policy != .redact else {
      // The folder that it lay in may be named after one.
      if !findings.isEmpty { clean.path = nil }
      return (clean, findings)
    }
    var chat = self
    if hasDerivedIDs { chat.settings.title = clean.settings.title }
    return (chat, findings)
  }
}
