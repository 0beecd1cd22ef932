import ManentIndex
import Testing

struct AnswerSentencesTests {
  let table: FullTextTable

  init() throws {
    table = try FullTextTable(Passages.all)
  }

  private func answer(_ question: String, limit: Int = 3) throws -> (answer: AnswerSentences, quotes: [String]) {
    let plan = try QueryPlan(question, chunkCount: table.chunkCount, vocabulary: table)
    let vector = plan.embedding()
    let candidates = Passages.all.map { text in
      Candidate(text: text, cosine: zip(HashedEmbedder().embed(text), vector).reduce(0) { $0 + $1.0 * $1.1 })
    }
    let passages = plan.rank(candidates).prefix(4).map {
      AnswerPassage(text: candidates[$0.index].text, score: $0.score)
    }
    let answer = AnswerSentences.choose(plan, from: passages, limit: limit)
    let quotes = answer.sentences.map {
      String(decoding: Array(passages[$0.passage].text.utf8)[$0.range], as: UTF8.self)
    }
    return (answer, quotes)
  }

  @Test(arguments: [
    ("How many nations does the region belong to?", "The region includes territory belonging to nine nations."),
    ("What do dark roasts taste of?", "Dark roasts taste of caramel and smoke."),
    ("What do drak roatss tatse of?", "Dark roasts taste of caramel and smoke."),
    ("Who elects the chancellor?", "The chancellor is elected by the parliament."),
    ("黑豹队的防守丢了多少分？", "黑豹队的防守只丢了308分，在联赛中排名第六。"),
  ])
  func `the sentence that answers is quoted first, word for word`(question: String, sentence: String) throws {
    let (answer, quotes) = try answer(question)
    #expect(quotes.first == sentence)
    #expect(answer.isAnswer)
    #expect(quotes.count <= 3)
  }

  @Test(arguments: [
    "hello", "Hi!", "thanks", "thank you very much", "Who are you?", "how are you", "good morning", "ok", "你好", "สวัสดี",
    "What is the boiling point of mercury?", "Who won the football championship in 1987?", "", "???",
  ])
  func `what the documents do not hold is not answered`(question: String) throws {
    let given = try answer(question)
    #expect(!given.answer.isAnswer)
  }

  @Test func `no more sentences than asked for`() throws {
    let one = try answer("Amazon basin", limit: 1)
    #expect(one.quotes.count == 1)
    let none = try answer("Amazon basin", limit: 0)
    #expect(none.quotes.isEmpty)
    let plan = try QueryPlan("Amazon", chunkCount: 5, vocabulary: table)
    #expect(AnswerSentences.choose(plan, from: []).isAnswer == false)
    #expect(AnswerSentences.choose(plan, from: [AnswerPassage(text: "", score: 1)]).isAnswer == false)
  }

  @Test func `a workspace of one document answers from it`() throws {
    let text = Passages.all[1]
    let single = try FullTextTable([text])
    for (question, isAnswer) in [
      ("At how many degrees are beans roasted?", true), ("Who was the first emperor of Rome?", false),
    ] {
      let plan = try QueryPlan(question, chunkCount: 1, vocabulary: single)
      let ranked = plan.rank([Candidate(text: text, cosine: 0.2)])
      let passages = ranked.map { AnswerPassage(text: text, score: $0.score) }
      #expect(AnswerSentences.choose(plan, from: passages).isAnswer == isAnswer, "\(question)")
    }
  }
}
