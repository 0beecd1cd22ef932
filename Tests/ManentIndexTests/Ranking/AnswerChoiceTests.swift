import ManentIndex
import Testing

struct AnswerChoiceTests {
  let table: FullTextTable

  init() throws {
    table = try FullTextTable(Passages.all)
  }

  private func passage(_ text: String, _ name: String = "a.txt", format: TextFormat = .plain) -> PassageText {
    PassageText(Array(text.utf8), range: 0..<text.utf8.count, name: name, format: format)
  }

  private func answer(_ question: String, limit: Int = 3) throws -> (choice: AnswerChoice, quotes: [String]) {
    let plan = try QueryPlan(question, chunkCount: table.chunkCount, vocabulary: table)
    let vector = plan.embedding()
    let candidates = Passages.all.map { text in
      Candidate(text: text, cosine: zip(HashedEmbedder().embed(text), vector).reduce(0) { $0 + $1.0 * $1.1 })
    }
    let ranked = plan.rank(candidates).prefix(4)
    let passages = ranked.map { passage(candidates[$0.index].text) }
    let choice = AnswerChoice(plan, from: passages, scores: ranked.map(\.score), limit: limit)
    return (choice, quotes(choice, passages))
  }

  /// What is quoted first from a document that a question is put to, alone in its index.
  private func quotes(_ question: String, _ text: String, _ name: String, _ format: TextFormat) throws -> [String] {
    let table = try FullTextTable([text] + Passages.all)
    let plan = try QueryPlan(question, chunkCount: table.chunkCount, vocabulary: table)
    let passages = [passage(text, name, format: format)]
    let ranked = plan.rank([Candidate(text: text, trail: name, cosine: 0.3)])
    return quotes(AnswerChoice(plan, from: passages, scores: ranked.map(\.score)), passages)
  }

  private func quotes(_ choice: AnswerChoice, _ passages: [PassageText]) -> [String] {
    choice.quotations.map { quotation in
      quotation.ranges.map { range in
        String(decoding: passages[quotation.passage].text[range], as: UTF8.self)
      }.joined(separator: " … ")
    }
  }

  @Test(arguments: [
    (
      "How many nations does the region belong to?",
      "The Amazon rainforest covers most of the Amazon basin of South America. The basin encompasses 7,000,000 square "
        + "kilometres. The region includes territory belonging to nine nations. The majority of the forest is contained "
        + "within Brazil."
    ),
    ("What do dark roasts taste of?", "Dark roasts taste of caramel and smoke."),
    (
      "What do drak roatss tatse of?",
      "Coffee beans are roasted at about 200 degrees. Light roasts keep more of their acidity. Dark roasts taste of "
        + "caramel and smoke."
    ),
    ("Who elects the chancellor?", "The chancellor is elected by the parliament."),
  ])
  func `the sentence that answers is quoted first, word for word`(question: String, sentence: String) throws {
    let (choice, quotes) = try answer(question)
    // With its short paragraph, where the sentence alone does not hold the whole question.
    #expect(quotes.first == sentence)
    #expect(choice.isAnswer)
    #expect(quotes.count <= 3)
  }

  @Test func `a sentence that holds only a part is quoted with its paragraph`() throws {
    let quotes = try answer("黑豹队的防守丢了多少分？").quotes
    #expect(quotes.first?.hasPrefix("黑豹队的防守只丢了308分，在联赛中排名第六。") == true)
  }

  @Test(arguments: [
    "hello", "Hi!", "thanks", "thank you very much", "Who are you?", "how are you", "good morning", "ok", "你好", "สวัสดี",
    "What is the boiling point of mercury?", "Who won the football championship in 1987?", "", "???",
  ])
  func `what the documents do not hold is not answered`(question: String) throws {
    #expect(try !answer(question).choice.isAnswer)
  }

  @Test func `no more quotations than asked for`() throws {
    #expect(try answer("Amazon basin", limit: 1).quotes.count == 1)
    #expect(try answer("Amazon basin", limit: 0).quotes.isEmpty)
    let plan = try QueryPlan("Amazon", chunkCount: 5, vocabulary: table)
    #expect(!AnswerChoice(plan, from: [], scores: []).isAnswer)
    #expect(!AnswerChoice(plan, from: [passage("")], scores: [1]).isAnswer)
  }

  static let faq =
    "# Help\n\n## How do I clean the filter?\n\nRinse it under cold water.\n\n## Battery\n\nAbout eight hours."

  static let manual = """
    NAPPER(1)                 User Commands                NAPPER(1)

    SYNOPSIS
           napper [-q] [--limit-rate=RATE] file

    OPTIONS
           -q, --quiet
                  Print nothing at all.

           -z     Filter the result through gzip, which makes it small‐
                  er.
    """

  @Test(arguments: [
    ("How do I clean the filter?", faq, "help.md", TextFormat.markdown, "Rinse it under cold water."),
    ("What does -z do?", manual, "napper.1.txt", .plain, "-z     Filter the result through gzip"),
    ("quiet", manual, "napper.1.txt", .plain, "-q, --quiet\n"),
    (
      "phone of Bo Jansen", "name,city,phone\nAda Brandt,Utrecht,555-0101\nBo Jansen,Zwolle,555-0102\n", "m.csv", .csv,
      "Bo Jansen,Zwolle,555-0102"
    ),
    ("What is RETRY_LIMIT?", "TIMEOUT = 45\nRETRY_LIMIT = 7\nCACHE = 1\n", "s.py", .code, "RETRY_LIMIT = 7"),
    (
      "sleep after minutes", "{\n \"duplex\": true,\n \"sleep_after_minutes\": 15\n}\n", "p.json", .json,
      "\"sleep_after_minutes\": 15"
    ),
  ])
  func `the unit follows the document`(
    question: String, text: String, name: String, format: TextFormat, beginning: String
  ) throws {
    let quotes = try quotes(question, text, name, format)
    #expect(quotes.first?.hasPrefix(beginning) == true, "\(quotes)")
  }

  @Test func `a code that is nowhere is not answered with another one`() throws {
    let text = "# Codes\n\n## E0101\n\nThe valve is stuck.\n\n## E0102\n\nThe pump is dry."
    #expect(try quotes("What is error E0102?", text, "errors.md", .markdown).first == "The pump is dry.")
    #expect(try quotes("What is error E0111?", text, "errors.md", .markdown).isEmpty)
  }

  /// A choice from documents by their names, ranked in this order, alone in an index.
  private func choice(
    _ question: String, _ documents: [(name: String, text: String)]
  ) throws -> (choice: AnswerChoice, quotes: [String]) {
    let table = try FullTextTable(documents.map(\.text) + Passages.all)
    let plan = try QueryPlan(question, chunkCount: table.chunkCount, vocabulary: table)
    let passages = documents.map { passage($0.text, $0.name, format: .markdown) }
    let scores = documents.map { plan.rank([Candidate(text: $0.text, trail: $0.name, cosine: 0.3)])[0].score }
    let choice = AnswerChoice(plan, from: passages, scores: scores)
    return (choice, quotes(choice, passages))
  }

  @Test func `what stands close together and is as good is one quotation, in the order of the text`() throws {
    let list =
      "# Tools\n\n- The copper hammer lies in drawer two.\n- Paint is in the cellar.\n"
      + "- The copper hammer belongs to Mara.\n"
    let quotes = try choice("copper hammer", [("tools.md", list)]).quotes
    #expect(quotes.count == 1, "\(quotes)")
    let parts = try #require(quotes.first).split(separator: " … ")
    #expect(parts.count == 2, "\(quotes)")
    #expect(parts.first?.hasSuffix("The copper hammer lies in drawer two.") == true, "\(quotes)")
    #expect(parts.last?.hasSuffix("The copper hammer belongs to Mara.") == true, "\(quotes)")
  }

  @Test func `the best alone is quoted when others say less`() throws {
    let quotes = try choice(
      "When does the harbour library open on Sunday?",
      [
        ("library.md", "The harbour library opens at ten on Sunday."),
        ("harbour.md", "The harbour was built of granite in 1920."), ("walks.md", "On Sunday there is a walk."),
      ]
    ).quotes
    #expect(quotes == ["The harbour library opens at ten on Sunday."])
  }

  @Test func `what several documents say in the same words is quoted from each`() throws {
    let sentence = "The harbour library opens at ten on Sunday."
    let quotes = try choice(
      "When does the harbour library open on Sunday?",
      [("a.md", sentence), ("b.md", "Boats are painted in spring.\n\n\(sentence)"), ("c.md", sentence)]
    ).quotes
    #expect(quotes == [sentence, sentence, sentence])
  }

  @Test func `the word that is missing is named, and whether anything has it`() throws {
    let documents = [
      ("mower.md", "# Mower\n\nThe lawn mower runs on petrol."),
      ("bike.md", "# Bicycle\n\nA spare saddle hangs in the shed."),
    ]
    let nowhere = try choice("What does the xylophone of the mower cost in Zanzibar?", documents).choice
    #expect(!nowhere.isAnswer)
    #expect(nowhere.missing == "xylophone" || nowhere.missing == "Zanzibar")
    #expect(nowhere.isMissingEverywhere)
    #expect(nowhere.nearest != nil)
  }

  @Test func `a question in another language is answered by the name that both have, and not without one`() throws {
    let documents = [
      (
        "server.md",
        "The server runs in the cellar of the house. The dovecot service is what delivers the mail to the users of the "
          + "house, and it is restarted at four."
      )
    ]
    #expect(try choice("Wofür ist der Dienst dovecot auf der Maschine zuständig?", documents).choice.isAnswer)
    #expect(try !choice("Wofür ist der Dienst auf der Maschine zuständig?", documents).choice.isAnswer)
    #expect(try !choice("What is the dovecot postage for Iceland parcels?", documents).choice.isAnswer)
  }

  @Test func `a sentence that is longer than anybody quotes tells where it is cut`() throws {
    let clause = (1...40).map { "the copper kettle number \($0) stands beside a pot" }.joined(separator: ", ")
    let text = "In the long hall \(clause), and so on."
    let passages = [passage(text)]
    let table = try FullTextTable([text] + Passages.all)
    let plan = try QueryPlan("copper kettle number 1", chunkCount: table.chunkCount, vocabulary: table)
    let quotation = try #require(
      AnswerChoice(plan, from: passages, scores: [0.8]).quotations.first)
    let cuts = quotation.cuts(in: passages[0])
    #expect(cuts.after)
    #expect(cuts.before == ((quotation.ranges.first?.lowerBound ?? 0) > 0))
    let whole = [passage("Bread is baked. The copper kettle stands beside a pot. Boats swim.")]
    let again = try QueryPlan("copper kettle", chunkCount: table.chunkCount, vocabulary: table)
    let short = try #require(AnswerChoice(again, from: whole, scores: [0.8]).quotations.first)
    #expect(short.cuts(in: whole[0]) == (false, false))
  }

  @Test func `a word that several documents have is answered from the best of them`() throws {
    let texts = ["Lamps are filled with quartz sand.", "The quartz mine closed.", "Nobody buys quartz now."]
    for count in 1...texts.count {
      let documents = texts.prefix(count).enumerated().map { (name: "\($0.offset).md", text: $0.element) }
      #expect(try choice("quartz", documents).choice.isAnswer)
    }
  }

  @Test func `another version of a document takes nothing from an answer`() throws {
    let first = "The ferry to the northern island leaves the harbour at 9:00 every morning except on Sundays."
    let second = "The ferry to the northern island leaves the harbour at 10:00 every morning except on Sundays."
    let question = "When does the boat to the northern island depart from the harbour?"
    let alone = try choice(question, [("old.md", first)])
    let both = try choice(question, [("old.md", first), ("new.md", second)])
    #expect(alone.choice.isAnswer)
    #expect(both.choice.isAnswer)
    #expect(both.choice.evidence?.margin == alone.choice.evidence?.margin)
  }
}
