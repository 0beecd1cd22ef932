import ManentCatalog
import ManentCore

extension Workspace {
  /// The folders of chats that could not be read when the chats were last listed; each was told to the user then.
  public func unreadableChats() throws -> [String] {
    let known = Set(try catalog().chats().map(\.path))
    return try chatFolders().filter { !known.contains($0) }
  }

  /// Says that a chat cannot be read: at once, or together with others when many are looked at.
  func tell(unreadable path: String, _ error: any Error) {
    let sentence = "cannot read \(path): \(error)"
    if told.unreadable != nil { told.unreadable?.append(sentence) } else { surroundings.notify(sentence) }
  }

  /// Looks at many chats; of those that cannot be read the first few are told, and how many there are.
  func tellingTogether<Result>(_ body: () throws -> Result) rethrows -> Result {
    guard told.unreadable == nil else { return try body() }
    told.unreadable = []
    defer {
      let sentences = told.unreadable ?? []
      told.unreadable = nil
      let shown = sentences.count <= Self.fewSentences + 1 ? sentences[...] : sentences.prefix(Self.fewSentences)
      for sentence in shown { surroundings.notify(sentence) }
      if shown.count < sentences.count {
        surroundings.notify(
          "cannot read \(sentences.count - shown.count) more chats; 'manent doctor' says what is wrong with each")
      }
    }
    return try body()
  }

  private static let fewSentences = 3
}
