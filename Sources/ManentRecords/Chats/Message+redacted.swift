import ManentFormats
package import ManentSecrets

extension Message {
  /// The message with each credential in its texts replaced by what it was, and what was found; itself when nothing is.
  package func redacted() -> (message: Message, findings: [SecretFinding]) {
    var findings: [SecretFinding] = []
    // What was read from a line is written as that line.
    if let line {
      let clean = line.redacted(&findings)
      return findings.isEmpty ? (self, []) : (Message(clean) ?? self, findings)
    }
    var message = self
    let (text, found) = SecretScanner.redacted(content)
    findings += found
    message.content = text
    if let error {
      let (text, found) = SecretScanner.redacted(error)
      findings += found
      message.error = text
    }
    message.toolCalls = toolCalls.map { $0.redacted(&findings) }
    message.state = state?.redacted(&findings)
    message.metadata = metadata?.redacted(&findings)
    return findings.isEmpty ? (self, []) : (message, findings)
  }
}

extension JSON {
  /// The value with each credential in its texts replaced; what was found is added to `findings`.
  fileprivate func redacted(_ findings: inout [SecretFinding]) -> JSON {
    switch self {
    case .string(let text):
      let (redacted, found) = SecretScanner.redacted(text)
      findings += found
      return found.isEmpty ? self : .string(redacted)
    case .array(let elements): return .array(elements.map { $0.redacted(&findings) })
    case .object(let object):
      return .object(JSONObject(object.entries.map { ($0.key, $0.value.redacted(&findings)) }))
    default: return self
    }
  }
}
