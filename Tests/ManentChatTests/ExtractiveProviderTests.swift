import ManentCore
import ManentPlugins
import Testing

@testable import ManentChat

@Suite struct ExtractiveProviderTests {
  private func passage(_ text: String, from start: Int = 0) throws -> Passage {
    Passage(
      document: "a.md", blob: try #require(BlobID("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")),
      range: start..<start + text.utf8.count, page: nil, line: 1, text: text, score: 0.9)
  }

  private func answer(_ question: String, _ passages: [Passage]) throws -> Answer {
    try ExtractiveProvider().answer(
      AnswerRequest(messages: [.init(role: "user", content: question)], passages: passages)
    ) { _ in }
  }

  @Test func `Without a plan it quotes the sentence that answers, and tells its bytes`() throws {
    let text = "Bread is baked. The propeller turns  the air. Boats swim on the lake."
    let passages = [try passage("Flour is ground in mills."), try passage(text, from: 500)]
    let answer = try answer("What does the propeller turn?", passages)
    #expect(answer.content.split(separator: "\n").first == "“The propeller turns the air.” [2]")
    let quote = try #require(answer.quotes.first)
    #expect(quote.passage == 1)
    #expect(
      String(decoding: Array(text.utf8)[quote.range.lowerBound - 500..<quote.range.upperBound - 500], as: UTF8.self)
        == "The propeller turns  the air.")
  }

  @Test func `Without passages, and without an answer in them, it says so`() throws {
    #expect(
      try answer("What?", []).content
        == "No document holds anything about this. Add documents with: manent add PATH")
    let refusal = try answer("Who discovered penicillin in a laboratory?", [passage("Bread is baked.")])
    #expect(refusal.content.hasPrefix("The documents hold no answer to this."))
    #expect(!refusal.answered)
    #expect(refusal.quotes.isEmpty)
  }

  @Test func `A telling word that is nowhere is named, and what comes nearest`() throws {
    let refusal = try answer(
      "What is error E0111?", [passage("# Codes\n\n## E0101\n\nThe valve is stuck.\n\n## E0102\n\nThe pump is dry.\n")])
    #expect(!refusal.answered)
    #expect(refusal.reason == "nothing that was found has ‘E0111’")
    #expect(
      refusal.content == "The documents hold no answer to this. Nothing that was found has ‘E0111’. The nearest is "
        + "‘The valve is stuck.’, in a.md.")
  }

  @Test(arguments: [
    "my pasword is hunter2", "The PIN of the safe is 4711", "passwort: hunter2", "mein Kennwort ist hunter2",
    "la clave es hunter2", "密码是hunter2",
  ])
  func `No word of a message that tells something is repeated`(message: String) throws {
    let refusal = try answer(message, [passage("Bread is baked.")])
    #expect(!refusal.answered)
    #expect(!refusal.content.contains("hunter2") && !refusal.content.contains("4711"), "\(refusal.content)")
    #expect(refusal.reason?.contains("hunter2") == false)
  }

  @Test(arguments: [
    (
      "Wann wird eine Wohnung gestrichen?",
      "Die Mieter müssen die Schlüssel beim Hausmeister abholen. Die Wohnungen werden jedes Jahr im Frühling gestrichen. "
        + "Haustiere sind in den Häusern am See verboten.", "Die Wohnungen werden jedes Jahr im Frühling gestrichen."
    ),
    (
      "le salaire d'un travailleur",
      "Les chevaux sont nourris deux fois par jour. Les travailleurs reçoivent leurs salaires le dernier vendredi du mois. "
        + "Les demandes de congés doivent être déposées avant le départ.",
      "Les travailleurs reçoivent leurs salaires le dernier vendredi du mois."
    ),
    (
      "Когда читатель возвращает книгу?",
      "Залы открыты ежедневно. Читатели возвращают книги через четырнадцать дней. За просроченные издания взимается штраф.",
      "Читатели возвращают книги через четырнадцать дней."
    ),
  ])
  func `Another language's words are cut as its own`(question: String, text: String, expected: String) throws {
    let answer = try answer(question, [passage(text)])
    #expect(answer.content.split(separator: "\n").first == "“\(expected)” [1]")
  }

  @Test func `A word that another language would cut to one of its commonest is not that`() throws {
    let recipe = try passage("Pela las patatas y fríelas con la cebolla: es lo que hace que quede jugosa.")
    #expect(try !answer("What is the name of the queen?", [recipe]).answered)
  }

  @Test func `A row is quoted with its header before it, and its bytes are the row's`() throws {
    var rows = try passage("name,city,phone\nAda Brandt,Utrecht,555-0101\nBo Jansen,Zwolle,555-0102\n")
    rows.document = "members.csv"
    let answer = try answer("What is the phone of Bo Jansen?", [rows])
    #expect(answer.content == "name,city,phone: “Bo Jansen,Zwolle,555-0102” [1]")
    #expect(answer.quotes.map(\.range) == [44..<69])
  }

  @Test func `What two documents say in the same words is quoted once, with both numbers`() throws {
    let text = "The propeller turns the air."
    let answer = try answer("What does the propeller turn?", [passage(text), passage(text, from: 100)])
    #expect(answer.content == "“The propeller turns the air.” [1][2]")
  }

  @Test func `Words that the ends of lines have parted are quoted whole`() throws {
    let manual = try passage("The propeller turns the thin mountain air in a cir‐\n   cle.")
    #expect(try answer("What does the propeller turn?", [manual]).content.contains("in a circle."))
  }

  @Test func `A provider that nobody knows is told with those that are known`() {
    let error = #expect(throws: ChatError.self) { try Providers().provider(named: "gpt") }
    #expect(error == ChatError(.noProvider, "no provider is called 'gpt'; there is 'extractive'"))
  }
}
