import ManentIndex
import Testing

struct RankTests {
  let table: FullTextTable

  init() throws {
    table = try FullTextTable(Passages.all)
  }

  private func rank(_ question: String, _ candidates: [Candidate]) throws -> [RankedCandidate] {
    try QueryPlan(question, chunkCount: table.chunkCount, vocabulary: table).rank(candidates)
  }

  @Test(arguments: [
    ("How many nations share the Amazon region?", 0), ("How mnay natinos share teh Amzaon regoin?", 0),
    ("What do dark roasts taste of?", 1), ("System der Regierung", 2), ("黑豹队的防守丢了多少分？", 3),
    ("แพนเธอร์สเสียคะแนนเท่าไร", 4),
  ])
  func `the passage that answers comes first`(question: String, row: Int) throws {
    let ranked = try rank(question, Passages.all.map { Candidate(text: $0) })
    #expect(ranked.first?.index == row)
    #expect(ranked.count == Passages.all.count)
    #expect(zip(ranked, ranked.dropFirst()).allSatisfy { $0.score >= $1.score })
  }

  @Test func `words in their order count more than the same words apart`() throws {
    let ranked = try rank(
      "chief executive officer",
      [
        Candidate(text: "The officer spoke of the chief reason for executive action today."),
        Candidate(text: "The chief executive officer spoke of the reason for action today."),
      ])
    #expect(ranked.first?.index == 1)
    #expect(ranked[0].evidence.adjacency > ranked[1].evidence.adjacency)
  }

  @Test func `the trail above a passage counts, the passage counts more`() throws {
    let text = "The basin has nine nations."
    let ranked = try rank(
      "Amazon basin nations",
      [Candidate(text: text), Candidate(text: text, trail: "Amazon.txt"), Candidate(text: text + " The Amazon.")])
    #expect(ranked.map(\.index) == [2, 1, 0])
  }

  @Test func `a nearer vector decides between equal texts`() throws {
    let candidates: [Float?] = [0.1, 0.4, nil, .nan]
    let ranked = try rank("Amazon", candidates.map { Candidate(text: "The Amazon.", cosine: $0) })
    #expect(ranked[0].index == 1)
    #expect(ranked.allSatisfy { $0.score.isFinite })
    #expect(ranked.first { $0.index == 2 }?.evidence.cosine == 0.1)
  }

  @Test func `equal candidates keep their order and nothing ranks nothing`() throws {
    #expect(try rank("Amazon", [Candidate(text: "Amazon"), Candidate(text: "Amazon")]).map(\.index) == [0, 1])
    #expect(try rank("Amazon", []).isEmpty)
    #expect(try rank("", [Candidate(text: "Amazon")]).isEmpty)
  }
}
