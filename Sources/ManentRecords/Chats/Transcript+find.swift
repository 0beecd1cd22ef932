import ManentCore

extension Transcript {
  /// The message that a reference means: its number as `show` counts them from 1, its id, a unique prefix of it, a
  /// unique suffix of 8 characters or more, or `last` for the newest.
  public func message(matching reference: String) throws(WorkspaceError) -> Message {
    if reference == "last", let newest { return newest }
    if reference.utf8.count <= 7, let number = Int(reference) {
      guard messages.indices.contains(number - 1) else {
        throw WorkspaceError(.noChat, "'\(reference)'", "the chat shows \(messages.count.counted("message"))")
      }
      return messages[number - 1]
    }
    if let exact = messages.first(where: { $0.id == reference }) { return exact }
    var found = reference.isEmpty ? [] : messages.filter { $0.id.hasPrefix(reference) }
    if found.isEmpty, reference.utf8.count >= 8 { found = messages.filter { $0.id.hasSuffix(reference) } }
    if found.count > 1 {
      let candidates = found.prefix(5).map(\.id).joined(separator: ", ")
      throw WorkspaceError(
        .ambiguous, "'\(reference)'", "several messages fit: \(candidates)\(found.count > 5 ? ", …" : "")",
        advice: "give more of the id")
    }
    guard let message = found.first else {
      throw WorkspaceError(.noChat, "'\(reference)'", "no such message", advice: "'manent show' numbers them")
    }
    return message
  }
}
