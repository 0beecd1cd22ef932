import ManentIndex
import Testing

struct QueryPlanTests {
  let table: FullTextTable

  init() throws {
    table = try FullTextTable(Passages.all)
  }

  private func plan(_ question: String) throws -> QueryPlan {
    try QueryPlan(question, chunkCount: table.chunkCount, vocabulary: table)
  }

  @Test func `a question becomes its distinct terms with what the index knows of them`() throws {
    let terms = try plan("Which nations does the Amazon region, the AMAZON basin, include?").terms
    #expect(terms.map(\.term) == ["which", "nation", "doe", "the", "amazon", "region", "basin", "includ"])
    #expect(terms.map(\.isCommon) == [true, false, true, true, false, false, false, false])
    #expect(terms.map(\.chunks) == [0, 1, 0, 2, 1, 1, 1, 1])
    #expect(terms[4].weight > 2 * terms[3].weight)
  }

  @Test func `common words are not searched for unless there is nothing else`() throws {
    #expect(try plan("Where is the Amazon basin?").matchExpression == #""amazon" OR "basin""#)
    #expect(try plan("where is the").matchExpression != nil)
    #expect(try plan("zzz qqq").matchExpression == nil)
    #expect(try plan("").matchExpression == nil)
    #expect(try plan("?!").matchExpression == nil)
  }

  @Test(arguments: [
    ("chanecllor", "chancellor"), ("acidiyt", "acid"), ("Brzail", "brazil"), ("encompsases", "encompass"),
    ("hcancellor", "chancellor"),
  ])
  func `an unknown word is searched for as what it may be meant for`(typed: String, found: String) throws {
    let plan = try plan(typed)
    #expect(plan.terms[0].alternatives.contains(found))
    let rows = try table.search(plan)
    #expect(!rows.isEmpty)
  }

  @Test func `what nothing resembles has no alternatives`() throws {
    let plan = try plan("snowboarding 1817")
    #expect(plan.terms.allSatisfy { $0.alternatives.isEmpty })
  }

  @Test(arguments: [
    "\"", "' OR 1=1 --", "a\" OR \"b", "NEAR(coffee beans, 2)", "coffee AND NOT (", "terms: coffee*", "^coffee",
    "{terms}:",
    "\0coffee\0", "coffee \u{1F600}\u{200D}\u{1F525} \u{202E}", "-", "*", "𝕮𝖔𝖋𝖋𝖊𝖊", "\u{FFFD}\u{FFFF}",
    "AND OR NOT NEAR",
    String(repeating: "coffee \" ", count: 10_000), String(repeating: "(", count: 10_000),
    String(repeating: "防守", count: 5_000), String(repeating: "x", count: 10_000),
    (0..<5_000).map { "word\($0)" }.joined(separator: " "),
  ])
  func `any question makes an expression that FTS5 accepts`(question: String) throws {
    let plan = try plan(question)
    _ = try table.search(plan)
    #expect(plan.terms.count <= QueryPlan.longest)
    #expect(plan.embedding().allSatisfy { $0.isFinite })
    let ranked = plan.rank(Passages.all.map { Candidate(text: $0) } + [Candidate(text: question, trail: question)])
    #expect(ranked.allSatisfy { (0...1).contains($0.score) })
  }

  @Test func `the question's vector is nearest to the passage that answers it`() throws {
    for (question, row) in [
      ("How many nations share the Amazon region?", 0), ("What do dark roasts taste of?", 1),
      ("Who elects the chancellor?", 2),
      ("黑豹队丢了多少分？", 3), ("แพนเธอร์สเสียคะแนนเท่าไร", 4),
    ] {
      let vector = try plan(question).embedding()
      let cosines = Passages.all.map { zip(HashedEmbedder().embed($0), vector).reduce(Float(0)) { $0 + $1.0 * $1.1 } }
      #expect(cosines.indices.max { cosines[$0] < cosines[$1] } == row, "\(question)")
    }
  }
}
