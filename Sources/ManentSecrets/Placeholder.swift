/// Texts that stand where a credential belongs.
enum Placeholder {
  /// Whether a text says itself that it is none: `sk-xxxx…`, `YOUR_API_KEY`, `AKIA…EXAMPLE`.
  static func isOne(_ bytes: Slice<UnsafeRawBufferPointer>) -> Bool {
    let text = bytes.map(\.lowered)
    return words.contains { word in contains(text, word) }
  }

  /// Whether a password is one that manuals use.
  static func isCommonPassword(_ bytes: Slice<UnsafeRawBufferPointer>) -> Bool {
    common.contains(bytes.map(\.lowered))
  }

  private static func contains(_ text: [UInt8], _ word: [UInt8]) -> Bool {
    guard text.count >= word.count else { return false }
    return (0...text.count - word.count).contains { start in text[start] == word[0] && text[start...].starts(with: word)
    }
  }

  private static let words = [
    "xxxx", "your", "example", "placeholder", "changeme", "change-me", "change_me", "redacted", "dummy", "sample",
    "insert", "replace", "....", "****", "${", "{{", "<", "password", "secret_key", "api_key", "apikey",
  ].map { Array($0.utf8) }

  private static let common = Set(
    ["password", "passwd", "pass", "pwd", "secret", "token", "xxx", "hunter2", "admin", "root", "test", "guest"].map {
      Array($0.utf8)
    })
}
