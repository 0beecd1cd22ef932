import ManentCore
import TestSupport
import Testing

@testable import ManentIndex

@Suite(.temporaryFolder) struct PostingIndexTests {
  /// Passages of words that are as unlike in frequency as those of real texts.
  private func passages(_ count: Int, seed: UInt64) -> [String] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      (0..<Int.random(in: 1...40, using: &random)).map { _ in
        // The word of rank r about once in r.
        "w\(Int(1 / Double.random(in: 0.002...1, using: &random)))x"
      }.joined(separator: " ")
    }
  }

  private func run(_ passages: some Sequence<String>) throws -> PostingRun {
    try PostingRun(bytes(passages), name: "run")
  }

  private func bytes(_ passages: some Sequence<String>) -> [UInt8] {
    var builder = PostingRunBuilder()
    for passage in passages { builder.add(Array(passage.utf8)) }
    return builder.bytes()
  }

  /// An index of passages in runs of so many rows.
  private func index(_ passages: [String], in rows: Int, gone: RowSet = RowSet()) throws -> PostingIndex {
    PostingIndex(
      try stride(from: 0, to: passages.count, by: rows).map {
        .init(first: $0, run: try run(passages[$0..<min($0 + rows, passages.count)]))
      }, gone: gone)
  }

  @Test(arguments: [1, 7, 300, 1000])
  func `The ten best passages are those of FTS5, in however many runs the lists are`(rows: Int) throws {
    let passages = passages(1000, seed: 3)
    let (index, table) = (try index(passages, in: rows), try FullTextTable(passages))
    #expect(index.passages == 1000)
    var random = SeededGenerator(seed: 4)
    for _ in 0..<60 {
      let terms = (0..<Int.random(in: 1...5, using: &random)).map { _ in "w\(Int.random(in: 1...500, using: &random))x"
      }
      let expected = try table.rows(
        "SELECT rowid, bm25(chunk_terms) FROM chunk_terms WHERE chunk_terms MATCH ? ORDER BY rank, rowid LIMIT 10",
        Set(terms).sorted().map { "\"\($0)\"" }.joined(separator: " OR "))
      let found = index.top(10, terms: terms)
      #expect(found.count == expected.count)
      // Equal but for the last digit that this counts with, rows may change places.
      let scores = Dictionary(expected.map { ($0[0], Double($0[1]) ?? 0) }, uniquingKeysWith: { first, _ in first })
      for (row, other) in zip(found, expected) where "\(row)" != other[0] {
        let score = try #require(scores["\(row)"] ?? expected.last.flatMap { Double($0[1]) })
        #expect(abs(score - (Double(other[1]) ?? 0)) < 1e-5)
      }
      for term in terms { #expect(try index.passages(holding: term) == table.chunks(containing: term)) }
    }
    let range = try table.terms(from: "w1", to: "w3")
    #expect(index.terms(from: "w1", to: "w3", limit: 2000).map(\.term) == range.map(\.term))
    #expect(index.terms(from: "w1", to: "w3", limit: 2000).map(\.passages) == range.map(\.chunks))
    #expect(index.terms(from: "w1", to: "w3", limit: 3).map(\.term) == range.prefix(3).map(\.term))
  }

  @Test func `A run that joins several is the one that all their passages make at once`() throws {
    let passages = passages(500, seed: 5) + ["", "one \u{E9} word"]
    let parts = [passages[..<3], passages[3..<4], passages[4..<400], passages[400...]]
    let placed = try parts.map { PostingRun.Placed(run: try run($0), first: $0.startIndex) }
    #expect(PostingRun.merged(placed) == bytes(passages))
    // Rows between two runs hold nothing.
    let apart = try #require(
      PostingRun.merged([(try run(["a b"]), 10), (try run(["b"]), 14)]).map { try PostingRun($0, name: "apart") })
    #expect(apart.rows == 5)
    let index = PostingIndex([.init(first: 10, run: apart)], gone: RowSet([11..<14]))
    #expect(index.passages == 2)
    #expect(index.rows(holdingAll: ["b"]) == [10, 14])
    #expect(index.rows(holdingAll: ["b", "a"]) == [10])
    #expect(index.rows(holdingAll: ["b", "c"]) == [])
  }

  @Test func `A passage has the terms that the full text of it has`() throws {
    var random = SeededGenerator(seed: 8)
    var (whole, parts) = (PostingRunBuilder(), PostingRunBuilder())
    for text in (0..<300).map({ _ in random.text(upTo: 60) }) + ["黑豹队的防守 only 308", "running runs ran", ""] {
      var text = text
      text.withUTF8 { bytes in
        whole.add(bytes, trail: "notes/running.md Überschrift 黑豹")
        parts.add(Terms.indexText(bytes, trail: "notes/running.md Überschrift 黑豹"))
      }
    }
    #expect(whole.bytes() == parts.bytes())
  }

  @Test func `Rows that are gone are neither found nor counted, and others only if they are allowed`() throws {
    let passages = ["wing wing", "wing flat", "plate", "wing plate"]
    let index = try index(passages, in: 2, gone: RowSet([0..<1, 2..<3]))
    #expect(index.passages == 2)
    #expect(index.passages(holding: "wing") == 2)
    #expect(index.passages(holding: "flat") == 1)
    #expect(index.top(9, terms: ["wing"]).sorted() == [1, 3])
    #expect(index.top(9, terms: ["wing"], in: RowSet([2..<4])) == [3])
    #expect(index.top(9, terms: ["none"]).isEmpty)
    #expect(index.top(0, terms: ["wing"]).isEmpty)
    let all = try self.index(passages, in: 4, gone: RowSet([0..<4]))
    #expect(all.passages(holding: "wing") == 0)
    #expect(all.terms(from: "a", to: "z", limit: 9).isEmpty)
  }

  @Test func `A passage that repeats a term very often is counted with as much as a byte holds`() throws {
    let index = try index([String(repeating: "often ", count: 70_000), "often"], in: 2)
    #expect(index.passages(holding: "often") == 2)
    #expect(index.top(2, terms: ["often"]).sorted() == [0, 1])
  }

  @Test func `No damage to a run does more than lose postings`() throws {
    let sound = bytes(passages(200, seed: 6))
    var random = SeededGenerator(seed: 7)
    let path = TemporaryFolder.current / "a.run"
    for _ in 0..<400 {
      var damaged = sound
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        damaged[Int.random(in: 0..<damaged.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      if Bool.random(using: &random) { damaged.removeLast(Int.random(in: 0..<damaged.count, using: &random)) }
      try Files.writeAtomically(damaged, to: path)
      guard let run = try? PostingRun.open(path) else { continue }
      let index = PostingIndex([.init(first: 0, run: run)], gone: RowSet([3..<5]))
      #expect(index.top(10, terms: ["w1x", "w2x", "w9x"]).allSatisfy { $0 < 200 })
      _ = index.passages(holding: "w1x")
      _ = index.terms(from: "", to: "z", limit: 100)
      _ = index.rows(holdingAll: ["w1x", "w2x"])
      _ = PostingRun.merged([(run, 0), (run, 200)])
    }
    for length in [0, 7, 8, 63, 64, sound.count - 1] {
      #expect(throws: SegmentError.self) { try PostingRun(Array(sound[..<length]), name: "short") }
    }
  }

  @Test func `A set of rows holds what was put into it`() {
    var rows = RowSet([3..<3, 60..<70])
    #expect(rows.count == 10)
    rows.insert(bits: [0b101], from: 100)
    rows.insert(65..<72)
    var found: [Int] = []
    rows.forEach { found.append($0) }
    #expect(found == Array(60..<72) + [100, 102])
    #expect(rows.count == 14)
    #expect(rows.contains(102) && !rows.contains(101) && !rows.contains(100_000))
  }
}
