/// What the tags of chats may be.
public enum TagName {
  /// Checks that a tag is one word: 1 to 64 bytes, no white space, no control characters.
  public static func check(_ tag: String) throws(WorkspaceError) {
    let isWord = tag.unicodeScalars.allSatisfy {
      !$0.properties.isWhitespace && $0.properties.generalCategory != .control
    }
    guard isWord, (1...64).contains(tag.utf8.count) else {
      throw WorkspaceError(.badName, "'\(tag)'", "not a tag", advice: "use one word of at most 64 bytes")
    }
  }
}
