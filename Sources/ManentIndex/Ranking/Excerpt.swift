/// The words around what was found in a text, with the finds marked.
public struct Excerpt: Sendable, Equatable {
  /// One line; `…` where something is left out.
  public let text: String
  /// The finds, by their bytes in ``text``, in order.
  public let marks: [Range<Int>]

  /// What is looked for.
  public struct Sought: Sendable {
    /// Terms, as ``Terms`` makes them.
    var terms: Set<String>
    /// The languages beside English by which the words of a text are cut before they are compared.
    var languages: [TextLanguage]
    /// Beginnings of words, folded.
    var prefixes: [String]
    /// Text within runs of scripts without spaces, folded.
    var runs: [String]

    /// What a question to the documents looks for.
    public init(_ plan: QueryPlan) {
      let telling = plan.terms.filter { !$0.isCommon }
      let terms = telling.isEmpty ? plan.terms : telling
      self.terms = Set(terms.flatMap { $0.indexed + $0.alternatives })
      languages = plan.languages
      prefixes = []
      runs = terms.map(\.term).filter { $0.utf8.first.map { $0 >= 0x80 } ?? false }
    }

    /// Words as they are looked for in chats.
    ///
    /// - Parameters:
    ///   - terms: terms, as ``Terms`` makes them.
    ///   - prefixes: beginnings of words, folded.
    ///   - runs: text within runs of scripts without spaces, folded.
    package init(terms: Set<String>, prefixes: [String], runs: [String]) {
      self.terms = terms
      languages = []
      self.prefixes = prefixes
      self.runs = runs
    }
  }

  /// The part of a text around most of what is sought.
  ///
  /// - Parameters:
  ///   - text: any text.
  ///   - sought: what to mark.
  ///   - width: about how many characters.
  public init(of text: String, _ sought: Sought, width: Int = 240) {
    // What a person reads of a very long text is near its beginning; so is what is looked at.
    let bytes = Array(text.utf8.prefix(1 << 20))
    let finds = Self.finds(in: String(decoding: bytes, as: UTF8.self), bytes, sought)
    let window = Self.window(bytes, finds.map(\.range), finds.map(\.term), width)
    var output: [UInt8] = window.lowerBound > 0 ? Array("… ".utf8) : []
    var marks: [Range<Int>] = []
    var next = finds.map(\.range).drop { $0.lowerBound < window.lowerBound }
    var start: Int?
    var isBlank = true
    for index in window {
      if let find = next.first, find.lowerBound == index {
        start = output.count
      }
      let byte = bytes[index]
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        if !isBlank { output.append(0x20) }
        isBlank = true
      } else {
        output.append(byte)
        isBlank = false
      }
      if let find = next.first, find.upperBound == index + 1 {
        if let start { marks.append(start..<output.count) }
        start = nil
        next = next.dropFirst()
      }
    }
    if output.last == 0x20 { output.removeLast() }
    if window.upperBound < bytes.count || text.utf8.count > bytes.count { output += Array(" …".utf8) }
    self.text = String(decoding: output, as: UTF8.self)
    self.marks = marks
  }

  private static func finds(
    in text: String, _ bytes: [UInt8], _ sought: Sought
  ) -> [(range: Range<Int>, term: String)] {
    var finds: [(range: Range<Int>, term: String)] = []
    let stems = WordStems(sought.languages)
    for word in TextWord.words(of: text) {
      if word.isRun {
        for run in sought.runs {
          guard let place = word.folded.range(of: run) else { continue }
          let range = word.start + place.lowerBound..<min(bytes.count, word.start + place.upperBound)
          if finds.last.map({ $0.range.upperBound <= range.lowerBound }) ?? true { finds.append((range, run)) }
        }
        continue
      }
      let range = word.start..<end(of: word.start, in: bytes)
      let forms = stems.stems(of: bytes[range])
      let found = forms.first(where: sought.terms.contains)
      guard found != nil || sought.prefixes.contains(where: word.folded.hasPrefix) else { continue }
      finds.append((range, found ?? word.folded))
    }
    return finds
  }

  /// The end of the word that begins at a byte.
  private static func end(of start: Int, in bytes: [UInt8]) -> Int {
    var end = start
    while end < bytes.count {
      let byte = bytes[end]
      if byte < 0x80 {
        guard byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 else { break }
        end += 1
      } else {
        let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
        let stop = min(bytes.count, end + length)
        let character = String(decoding: bytes[end..<stop], as: UTF8.self)
        guard
          character.unicodeScalars.allSatisfy({
            $0.properties.isAlphabetic || $0.properties.isDiacritic
              || $0.properties.canonicalCombiningClass != .notReordered
          })
        else { break }
        end = stop
      }
    }
    return end
  }

  /// The stretch that holds the most different finds, with a little before it, at the borders of words.
  private static func window(_ bytes: [UInt8], _ ranges: [Range<Int>], _ terms: [String], _ width: Int) -> Range<Int> {
    guard bytes.count > width else { return 0..<bytes.count }
    var best = (count: 0, finds: 0, start: 0)
    for (index, first) in ranges.enumerated() {
      var (different, end) = (Set<String>(), index)
      while end < ranges.count, ranges[end].upperBound <= first.lowerBound + width * 3 / 4 {
        different.insert(terms[end])
        end += 1
      }
      if (different.count, end - index) > (best.count, best.finds) {
        best = (different.count, end - index, first.lowerBound)
      }
    }
    var start = max(0, best.start - width / 4)
    while start > 0, start < best.start, bytes[start - 1] != 0x20, bytes[start - 1] != 0x0A { start += 1 }
    while start < bytes.count, bytes[start] & 0xC0 == 0x80 { start += 1 }
    var end = min(bytes.count, start + width)
    let limit = end
    while end < bytes.count, end > start + width / 2, bytes[end] != 0x20, bytes[end] != 0x0A { end -= 1 }
    if end == start + width / 2 { end = limit }
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return start..<end
  }
}
