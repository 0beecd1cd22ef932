/// Makes a run of posting lists from the terms of passages, one row after another.
public struct PostingRunBuilder {
  private var numbering = HashNumbering(capacity: 1 << 14)
  /// The bytes of all different terms, one after another, and where each begins.
  private var names: [UInt8] = []
  private var starts: [Int] = [0]
  /// Words that were cut to their stems already, and the number of each one's term.
  private var words = HashNumbering(capacity: 1 << 14)
  private var stems: [Int32] = []
  private let stemmer = Stemmer()
  /// The number of the term at each place of the passages.
  private var occurrences: [Int32] = []
  /// Where the occurrences of each row end.
  private var rowEnds: [Int] = []

  /// A run without rows.
  public init() {}

  /// How many rows there are.
  public var rows: Int { rowEnds.count }

  /// Adds a row.
  ///
  /// - Parameter terms: the passage's terms with blanks between them, as `Terms` gives them.
  public mutating func add(_ terms: [UInt8]) {
    terms.withUnsafeBufferPointer { bytes in
      var start = 0
      while start < bytes.count {
        var end = start
        while end < bytes.count, bytes[end] != 0x20 { end += 1 }
        if end > start { add(UnsafeBufferPointer(rebasing: bytes[start..<end])) }
        start = end + 1
      }
    }
    rowEnds.append(occurrences.count)
  }

  /// Adds a row: the terms that `Terms.indexText(_:trail:)` gives, each word cut to its stem once.
  ///
  /// - Parameters:
  ///   - text: the passage in UTF-8.
  ///   - trail: the name of its document and what stands above it.
  public mutating func add(_ text: UnsafeBufferPointer<UInt8>, trail: String) {
    var above = trail
    let folded = FoldedText(text, for: .terms)
    let language = LanguageGuess.language(of: folded)
    addTerms(of: above.withUTF8 { FoldedText($0, for: .terms) }, language)
    addTerms(of: folded, language)
    if language != .english {
      var mark = Terms.mark(of: language)
      mark.withUTF8 { add($0) }
    }
    folded.bytes.withUnsafeBufferPointer { bytes in
      for word in folded.words where word.script == .paired && word.characters > 1 {
        Terms.forEachGram(in: UnsafeBufferPointer(rebasing: bytes[word.range]), of: 1) { add($0) }
      }
    }
    rowEnds.append(occurrences.count)
  }

  private mutating func addTerms(of text: FoldedText, _ language: TextLanguage) {
    text.forEachWord { word, folded, written in
      guard word.script == .spaced else {
        Terms.forEachGram(in: folded, of: word.script.gram) { add($0) }
        return
      }
      let (number, isNew) = words.number(of: Hash64.of(written, kind: language.rawValue))
      if isNew {
        stemmer.stem(folded, written: written, language)
        stems.append(stemmer.term.withUnsafeBufferPointer { self.number(of: $0) })
      }
      occurrences.append(stems[number])
    }
  }

  private mutating func add(_ term: UnsafeBufferPointer<UInt8>) { occurrences.append(number(of: term)) }

  private mutating func number(of term: UnsafeBufferPointer<UInt8>) -> Int32 {
    let (number, isNew) = numbering.number(of: Hash64.of(term))
    if isNew {
      names.append(contentsOf: term)
      starts.append(names.count)
    }
    return Int32(truncatingIfNeeded: number)
  }

  /// The run's bytes.
  public func bytes() -> [UInt8] {
    let order = sortedTerms()
    var lists = grouped()
    var (postings, table, sortedNames): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
    table.reserveCapacity((order.count + 1) * PostingRunLayout.entrySize)
    sortedNames.reserveCapacity(names.count)
    for number in order {
      let (start, count, last) = (postings.count, lists.append(number, to: &postings), lists.last)
      table.append(number: UInt32(sortedNames.count))
      table.append(number: UInt32(count))
      table.append(number: UInt32(max(0, last)))
      table.append(number: UInt32(0))
      table.append(number: UInt64(start))
      sortedNames += names[starts[number]..<starts[number + 1]]
    }
    table.append(number: UInt32(sortedNames.count))
    table += [UInt8](repeating: 0, count: 12)
    table.append(number: UInt64(postings.count))
    var lengths: [UInt8] = []
    lengths.reserveCapacity(rows * 2)
    var (start, passages) = (0, 0)
    for end in rowEnds {
      lengths.append(number: UInt16(clamping: end - start))
      if end > start { passages += 1 }
      start = end
    }
    return PostingRunLayout.assemble(
      rows: rows, passages: passages, tokens: occurrences.count, lengths: lengths, postings: postings, table: table,
      names: sortedNames)
  }

  /// The numbers of the terms in the order of their bytes. The first eight bytes decide nearly always.
  private func sortedTerms() -> [Int] {
    names.withUnsafeBytes { bytes in
      func name(_ number: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[starts[number]..<starts[number + 1]])
      }
      var keys = numbering.hashes.indices.map { number -> (UInt64, Int) in
        let term = name(number)
        var key: UInt64 = 0
        for index in 0..<8 { key = key << 8 | (index < term.count ? UInt64(term[index]) : 0) }
        return (key, number)
      }
      keys.sort { left, right in
        left.0 == right.0 ? TermOrder.precedes(name(left.1), name(right.1)) : left.0 < right.0
      }
      return keys.map(\.1)
    }
  }

  /// The rows of each term, brought together by counting.
  private func grouped() -> GroupedRows {
    var ends = [Int](repeating: 0, count: numbering.hashes.count + 1)
    for number in occurrences { ends[Int(number) + 1] += 1 }
    for index in ends.indices.dropFirst() { ends[index] += ends[index - 1] }
    var next = ends
    var rows = [Int32](repeating: 0, count: occurrences.count)
    var start = 0
    for (row, end) in rowEnds.enumerated() {
      for place in start..<end {
        let number = Int(occurrences[place])
        rows[next[number]] = Int32(truncatingIfNeeded: row)
        next[number] += 1
      }
      start = end
    }
    return GroupedRows(rows: rows, starts: ends)
  }

  /// The rows of all terms, those of each together and in their order.
  private struct GroupedRows {
    let rows: [Int32]
    let starts: [Int]
    private(set) var last = -1

    init(rows: [Int32], starts: [Int]) { (self.rows, self.starts) = (rows, starts) }

    /// Appends the posting list of a term, and says how many rows are in it.
    mutating func append(_ number: Int, to postings: inout [UInt8]) -> Int {
      let end = starts[number + 1]
      var (place, count) = (starts[number], 0)
      last = -1
      while place < end {
        let row = Int(rows[place])
        var times = 1
        place += 1
        while place < end, Int(rows[place]) == row {
          times += 1
          place += 1
        }
        postings.append(posting: row - last, times: times)
        last = row
        count += 1
      }
      return count
    }
  }
}

extension [UInt8] {
  /// Adds a posting: the distance from the one before, and how often the row holds the term.
  mutating func append(posting distance: Int, times: Int) {
    var number = UInt64(distance) << 1 | (times > 1 ? 1 : 0)
    while number >= 0x80 {
      append(UInt8(truncatingIfNeeded: number) | 0x80)
      number >>= 7
    }
    append(UInt8(number))
    if times > 1 { append(UInt8(clamping: times)) }
  }
}

extension PostingRunLayout {
  /// A run's bytes from its parts.
  static func assemble(
    rows: Int, passages: Int, tokens: Int, lengths: [UInt8], postings: [UInt8], table: [UInt8], names: [UInt8]
  ) -> [UInt8] {
    let layout = PostingRunLayout(
      rows: rows, terms: table.count / entrySize - 1, passages: passages, tokens: tokens, postingBytes: postings.count)
    var bytes = layout.header(postingBytes: postings.count, nameBytes: names.count)
    bytes.reserveCapacity(layout.names + names.count)
    bytes += lengths
    bytes.pad()
    bytes += postings
    bytes.pad()
    bytes += table
    bytes += names
    return bytes
  }
}
