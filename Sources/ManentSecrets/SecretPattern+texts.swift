extension SecretPattern {
  /// The password of a value that people think up.
  func password(at start: Int, _ length: ClosedRange<Int>, _ text: TextWindow) -> Range<Int>? {
    guard Alphabet.password.contains(text[start]), !Self.references.contains(text[start]),
      text[start] != UInt8(ascii: "/")
    else { return nil }
    var end = text.end(of: .password, from: start, limit: length.upperBound + 1)
    guard !Alphabet.opening.contains(text[end]) || text[end] == UInt8(ascii: "<") else { return nil }
    // The stop of a sentence is not part of it.
    while end > start, Self.stops.contains(text[end - 1]) { end -= 1 }
    guard length.contains(end - start), Variety.isPassword(text[start..<end]) else { return nil }
    return isCredible(start..<end, text) ? start..<end : nil
  }

  /// The token whose header begins at `start`.
  func webToken(_ start: Int, _ text: TextWindow) -> Range<Int>? {
    var position = start
    for part in 0..<3 {
      let end = text.end(of: .base64URL, from: position, limit: 1 << 16)
      guard end - position >= (part == 2 ? 16 : 12) else { return nil }
      if part == 1 { guard text.has("eyj", at: position) else { return nil } }
      if part == 2 { return isCredible(start..<end, text) ? start..<end : nil }
      guard text[end] == UInt8(ascii: ".") else { return nil }
      position = end + 1
    }
    return nil
  }

  /// The private key whose first line begins at `start`; `end` is behind `-----BEGIN `.
  func keyBlock(_ start: Int, after end: Int, _ text: TextWindow) -> Range<Int>? {
    let label = text.end(of: Self.label, from: end, limit: 40)
    let words = String(decoding: text[end..<label], as: UTF8.self)
    guard words.contains("PRIVATE KEY"), text.has("-----", at: label) else { return nil }
    // Lines of base64, and headers such as `Proc-Type: 4,ENCRYPTED`, up to the next `-----`.
    var position = label + 5
    var count = 0
    var last = position
    while position < text.count, position - start < 1 << 16 {
      let byte = text[position]
      if byte == UInt8(ascii: "-"), text.has("-----", at: position) {
        if text.has("-----end ", at: position) {
          position = text.end(of: Self.label, from: position + 9, limit: 40)
          last = text.has("-----", at: position) ? position + 5 : position
        }
        break
      }
      guard Self.body.contains(byte) else { break }
      if Alphabet.base64.contains(byte) {
        count += 1
        last = position + 1
      }
      position += 1
    }
    return count >= 64 && Variety.entropy(of: text[label + 5..<last]) >= minimumEntropy ? start..<last : nil
  }

  /// The password of the URL whose `://` begins at `start`.
  func passwordInURL(_ start: Int, after end: Int, _ text: TextWindow) -> Range<Int>? {
    guard Alphabet.alphanumeric.contains(text[start - 1]) else { return nil }
    let user = text.end(of: .userInformation, from: end, limit: 400)
    // A token may stand alone, or before a password that says nothing (`x-oauth-basic`).
    if (20...400).contains(user - end), text[user] == UInt8(ascii: "@") || text[user] == UInt8(ascii: ":"),
      text.end(of: .base64URL, from: end, limit: 401) == user, Variety.isMixed(text[end..<user]),
      isCredible(end..<user, text)
    {
      let host = text[user] == UInt8(ascii: "@") ? user : text.end(of: .userInformation, from: user + 1, limit: 256)
      if text[host] == UInt8(ascii: "@"), Alphabet.alphanumeric.contains(text[host + 1]) { return end..<user }
    }
    guard text[user] == UInt8(ascii: ":"), user - end <= 128 else { return nil }
    let password = user + 1..<text.end(of: .userInformation, from: user + 1, limit: 256)
    guard password.count >= 3, text[password.upperBound] == UInt8(ascii: "@"),
      Alphabet.alphanumeric.contains(text[password.upperBound + 1]), !Self.references.contains(text[user + 1]),
      !Placeholder.isCommonPassword(text[password])
    else { return nil }
    return isCredible(password, text) ? password : nil
  }

  /// What begins a variable or a template instead of a value.
  static let references = Alphabet("$<{%(")
  private static let stops = Alphabet(".,:;!?")
  private static let label = Alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ")
  private static let body = Alphabet(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\\\n\r\t :,-.()@<>\"'#*")
}
