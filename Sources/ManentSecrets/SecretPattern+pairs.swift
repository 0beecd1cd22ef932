import ManentCore

extension SecretPattern {
  /// The value between quotes that begins at `start`, behind its opening quote.
  func quoted(at start: Int, _ length: ClosedRange<Int>, _ text: TextWindow) -> Range<Int>? {
    let quote = text[start - 1]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"), !Self.references.contains(text[start]) else {
      return nil
    }
    let end = text.end(of: .quotedValue, from: start, limit: length.upperBound + 1)
    guard length.contains(end - start), text[end] == quote || text[end] == UInt8(ascii: "\\"),
      Variety.kinds(of: text[start..<end]) >= 3, Variety.isMixed(text[start..<end])
    else { return nil }
    return isCredible(start..<end, text) ? start..<end : nil
  }

  /// The UUID that begins at `start`.
  func uuid(at start: Int, _ text: TextWindow) -> Range<Int>? {
    let end = text.end(of: .hexadecimalAndHyphen, from: start, limit: 37)
    guard Variety.isUUID(text[start..<end]), !Alphabet.word.contains(text[end]) else { return nil }
    return isCredible(start..<end, text) ? start..<end : nil
  }

  /// The base64 that begins at `start` and stands for a user and a password (RFC 7617).
  func encodedPair(at start: Int, after end: Int, _ text: TextWindow) -> Range<Int>? {
    let run = text.end(of: .anyBase64, from: start, limit: 1025)
    guard start > end, (12...1024).contains(run - start),
      let pair = Base64.decode(UnsafeRawBufferPointer(rebasing: text[start..<run])),
      let colon = pair.firstIndex(of: UInt8(ascii: ":")), colon > 0, pair.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
    else { return nil }
    let isSecret = pair.withUnsafeBytes { pair in
      let password = pair[(colon + 1)...]
      return password.count >= 6 && !Placeholder.isOne(password) && !Placeholder.isCommonPassword(password)
        && Variety.entropy(of: password) >= minimumEntropy
    }
    return isSecret ? start..<text.skip(.padding, from: run, limit: 2) : nil
  }

  /// The password of `user:password` behind an option of a program, which stands before it in the same command.
  func argument(_ start: Int, after end: Int, of program: String, _ text: TextWindow) -> Range<Int>? {
    guard Alphabet.blanks.contains(text[start - 1]) else { return nil }
    let line = text.start(ofLineAt: start, limit: 400)
    guard text.contains(Array(program.utf8), in: line..<start) else { return nil }
    var first = text.skip(.blanks, from: end, limit: 4)
    first = text.skip(.quotes, from: first, limit: 1)
    let colon = text.end(of: .account, from: first, limit: 65)
    guard text[colon] == UInt8(ascii: ":") else { return nil }
    return typed(at: colon + 1, text)
  }

  /// The password behind an option of one of some programs, which stands before it in the same command.
  func option(_ start: Int, after end: Int, of programs: [String], _ text: TextWindow) -> Range<Int>? {
    guard Alphabet.blanks.contains(text[start - 1]) else { return nil }
    let line = text.start(ofLineAt: start, limit: 400)
    guard programs.contains(where: { text.contains(Array($0.utf8), in: line..<start) }) else { return nil }
    var first = start + 2
    first = text.skip(.blanks, from: first, limit: 4)
    first = text.skip(.quotes, from: first, limit: 1)
    return typed(at: first, text)
  }

  /// The password whose word stands at `start` in a netrc file: `login NAME` or `machine NAME` comes before it.
  func netrcPassword(_ start: Int, after end: Int, _ text: TextWindow) -> Range<Int>? {
    guard Alphabet.space.contains(text[start - 1]), Alphabet.blanks.contains(text[end]) else { return nil }
    let nameEnd = text.start(of: .space, before: start, limit: 64)
    let name = text.start(of: .visible, before: nameEnd, limit: 128)
    let wordEnd = text.start(of: .space, before: name, limit: 64)
    let word = text.start(of: .visible, before: wordEnd, limit: 10)
    guard ["login", "machine", "account", "user"].contains(where: { text.isWord(Array($0.utf8), word..<wordEnd) })
    else {
      return nil
    }
    return typed(at: text.skip(.blanks, from: end, limit: 8), text)
  }

  /// The last field of a line of five, whose second field is at `start` with its colons.
  func passwordFile(_ start: Int, after end: Int, _ text: TextWindow) -> Range<Int>? {
    let host = text.start(of: .account, before: start, limit: 128)
    guard host < start, host == 0 || Alphabet.space.contains(text[host - 1]) else { return nil }
    let database = text.end(of: .account, from: end, limit: 65)
    guard database > end, text[database] == UInt8(ascii: ":") else { return nil }
    let user = text.end(of: .account, from: database + 1, limit: 65)
    guard user > database + 1, text[user] == UInt8(ascii: ":") else { return nil }
    return typed(at: user + 1, text)
  }

  /// A password where one must stand: any word that is varied enough and no reference to a variable.
  private func typed(at start: Int, _ text: TextWindow) -> Range<Int>? {
    guard !Self.references.contains(text[start]) else { return nil }
    let end = text.end(of: .password, from: start, limit: 129)
    guard (6...128).contains(end - start), Variety.kinds(of: text[start..<end]) >= 2,
      !Placeholder.isCommonPassword(text[start..<end])
    else { return nil }
    return isCredible(start..<end, text) ? start..<end : nil
  }

  /// The parts that begin at `start`.
  func parts(_ start: Int, _ lengths: [ClosedRange<Int>], _ text: TextWindow) -> Range<Int>? {
    var position = start
    for (index, length) in lengths.enumerated() {
      let end = text.end(of: .base64URL, from: position, limit: length.upperBound + 1)
      guard length.contains(end - position) else { return nil }
      position = end
      guard index < lengths.count - 1 else { break }
      guard text[end] == UInt8(ascii: ".") else { return nil }
      position += 1
    }
    return isCredible(start..<position, text) ? start..<position : nil
  }

  /// The lines of base64 that follow `Private-Lines:`.
  func puttyKey(after end: Int, _ text: TextWindow) -> Range<Int>? {
    let number = text.skip(.blanks, from: end, limit: 2)
    let digits = text.end(of: .decimal, from: number, limit: 4)
    guard let count = Int(String(decoding: text[number..<digits], as: UTF8.self)), count > 0 else { return nil }
    var position = text.skip(.space, from: digits, limit: 4)
    let first = position
    var last = position
    for _ in 0..<count {
      let lineEnd = text.end(of: .base64, from: position, limit: 65)
      guard lineEnd > position else { break }
      last = text.skip(.padding, from: lineEnd, limit: 2)
      position = text.skip(.space, from: last, limit: 4)
    }
    return last - first >= 32 && Variety.entropy(of: text[first..<last]) >= minimumEntropy ? first..<last : nil
  }
}
