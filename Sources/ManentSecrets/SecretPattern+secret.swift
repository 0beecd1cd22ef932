extension SecretPattern {
  /// The credential that an anchor at `start` leads to.
  ///
  /// - Parameters:
  ///   - start: where the prefix or the word begins.
  ///   - end: where it ends.
  /// - Returns: the bytes that are secret, or `nil` when there are none.
  func secret(from start: Int, after end: Int, in text: TextWindow) -> Range<Int>? {
    switch shape {
    case .prefixed(let prefixes, let alphabet, let length, let before):
      return prefixed(start, prefixes, alphabet, length, before, text)
    case .assigned(_, let alphabet, let length):
      guard let value = Assignment.value(after: end, isArgument: true, in: text) else { return nil }
      return self.value(at: value, alphabet, length, text)
    case .spoken(_, let alphabet, let length):
      let value = text.skip(.blanks, from: end, limit: 3)
      return value == end ? nil : self.value(at: value, alphabet, length, text)
    case .password(_, let length):
      guard let value = Assignment.value(after: end, isArgument: false, in: text) else { return nil }
      return password(at: value, length, text)
    case .quoted(_, let length):
      guard let value = Assignment.value(after: end, isArgument: false, in: text) else { return nil }
      return quoted(at: value, length, text)
    case .assignedUUID:
      guard let value = Assignment.value(after: end, isArgument: true, in: text) else { return nil }
      return uuid(at: value, text)
    case .encodedPair:
      // `Basic …` is spoken, `"auth": "…"` is assigned.
      let spoken = text.skip(.blanks, from: end, limit: 3)
      let value = Assignment.value(after: end, isArgument: false, in: text)
      return text.isBoundary(start) && !Alphabet.word.contains(text[end])
        ? encodedPair(at: value ?? spoken, after: end, text) : nil
    case .argument(let program, _): return argument(start, after: end, of: program, text)
    case .option(let programs, _): return option(start, after: end, of: programs, text)
    case .netrc: return netrcPassword(start, after: end, text)
    case .passwordFile: return passwordFile(start, after: end, text)
    case .parts(_, let lengths): return text.isBoundary(start) ? parts(start, lengths, text) : nil
    case .puttyKey: return puttyKey(after: end, text)
    case .webToken: return text.isBoundary(start) ? webToken(start, text) : nil
    case .keyBlock: return keyBlock(start, after: end, text)
    case .passwordInURL: return passwordInURL(start, after: end, text)
    }
  }

  private func prefixed(
    _ start: Int, _ prefixes: [String], _ alphabet: Alphabet, _ length: ClosedRange<Int>,
    _ before: (Alphabet, ClosedRange<Int>)?, _ text: TextWindow
  ) -> Range<Int>? {
    var first = start
    if let (kind, count) = before {
      first = text.start(of: kind, before: start, limit: count.upperBound + 1)
      guard count.contains(start - first), text.isBoundary(first) else { return nil }
    } else {
      guard text.isBoundary(start) || !Alphabet.word.contains(text[start]) else { return nil }
    }
    // The anchor may hold the first byte of the run.
    let body = start + (prefixes.first { text.has(Array($0.utf8), at: start, ignoringCase: false) }?.utf8.count ?? 0)
    let end = text.end(of: alphabet, from: body, limit: length.upperBound + 1)
    guard let end = trimmed(end, from: body, length, text), !Alphabet.word.contains(text[end]) else { return nil }
    return isCredible(body..<end, text) ? first..<end : nil
  }

  /// The end of a run without a stop that ends the sentence, if it is as long as it must be.
  private func trimmed(_ end: Int, from start: Int, _ length: ClosedRange<Int>, _ text: TextWindow) -> Int? {
    var end = end
    while end > start, [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "=")].contains(text[end - 1]),
      !length.contains(end - start) || text[end - 1] == UInt8(ascii: ".")
    { end -= 1 }
    return length.contains(end - start) ? end : nil
  }

  private func value(
    at start: Int, _ alphabet: Alphabet, _ length: ClosedRange<Int>, _ text: TextWindow
  ) -> Range<Int>? {
    let run = text.end(of: alphabet, from: start, limit: length.upperBound + 1)
    guard length.contains(run - start) else { return nil }
    // Padding, and then nothing that makes the value a piece of a longer expression.
    let end = text.skip(.padding, from: run, limit: 2)
    guard !Alphabet.opening.contains(text[end]), !Alphabet.word.contains(text[end]),
      text[end] != UInt8(ascii: ".") || !Alphabet.word.contains(text[end + 1]),
      text[start] != UInt8(ascii: "/") || length.lowerBound == length.upperBound
    else { return nil }
    return isCredible(start..<run, text) ? start..<end : nil
  }

  /// Whether characters are as varied as those of a credential, and say nowhere that they stand for one.
  func isCredible(_ range: Range<Int>, _ text: TextWindow) -> Bool {
    Variety.entropy(of: text[range]) >= minimumEntropy && (!isMixed || Variety.isMixed(text[range]))
      && !Placeholder.isOne(text[range])
  }
}
