import ManentCore
import ManentRecords
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentChat

@Suite struct TalkIntentTests {
  private func intent(_ message: String, isContinued: Bool = false) -> TalkIntent? {
    TalkIntent.of(message, isContinued: isContinued)?.intent
  }

  @Test(arguments: [
    ("hello", TalkIntent.greeting), ("Hey there!", .greeting), ("good evening everyone", .greeting),
    ("helo", .greeting),
    ("thanks a lot, that was very helpful!", .thanks), ("thank you so much for your help", .thanks), ("thx", .thanks),
    ("ok great", .acknowledgement), ("got it", .acknowledgement), ("no, never mind", .acknowledgement),
    ("bye for now", .farewell), ("see you tomorrow", .farewell), ("that's wrong", .sorry),
    ("I don't understand", .sorry),
    ("hi, how are you doing today?", .wellbeing), ("what's up", .wellbeing), ("are you sure?", .doubt),
    ("who are you", .identity), ("are you a real person or a bot?", .identity), ("what's your name?", .identity),
    ("what is manent", .identity), ("tell me a joke", .beyond), ("what can you do", .abilities),
    ("could you help me please", .abilities), ("how do I use this?", .abilities),
    ("what should I ask you?", .abilities),
    ("what are your features", .abilities), ("help!", .abilities), ("???", .abilities),
    ("what is in my documents?", .documents), ("list all my files", .documents), ("what do you know?", .documents),
    ("how many documents are there", .documents),
    ("which documents mention the boiler?", .mention("boiler")),
    ("list all documents about tax", .mention("tax")), ("which of my files talk about Lisbon", .mention("Lisbon")),
    ("summarise report.md", .outline("report.md")),
    ("give me a summary of the file notes/a b.md, please", .outline("notes/a b.md")),
    ("👍", .acknowledgement), ("👋", .greeting),
  ])
  func `What is said to the program is understood`(message: String, meant: TalkIntent) {
    #expect(intent(message) == meant)
  }

  @Test(arguments: [
    ("Guten Morgen zusammen", "de", TalkIntent.greeting), ("was kannst du?", "de", .abilities),
    ("In welchen Dokumenten kommt Kaffee vor?", "de", .mention("Kaffee")),
    ("Fasse bericht.md zusammen", "de", .outline("bericht.md")),
    ("muchas gracias por tu ayuda", "es", .thanks), ("¿qué documentos mencionan el café?", "es", .mention("café")),
    ("¿Quién eres?", "es", .identity), ("comment ça va ?", "fr", .wellbeing),
    ("Qu'est-ce que tu peux faire ?", "fr", .abilities),
    ("grazie mille", "it", .thanks), ("cosa sai fare?", "it", .abilities), ("muito obrigado", "pt", .thanks),
    ("o que você pode fazer?", "pt", .abilities), ("dank je wel", "nl", .thanks), ("wie ben je?", "nl", .identity),
    ("terima kasih banyak", "id", .thanks), ("apa yang bisa kamu lakukan?", "id", .abilities), ("你好！", "zh", .greeting),
    ("你能做什么？", "zh", .abilities), ("哪些文档提到咖啡？", "zh", .mention("咖啡")), ("列出我的文档", "zh", .documents),
    ("ขอบคุณมากครับ", "th", .thanks), ("คุณทำอะไรได้บ้าง", "th", .abilities),
  ])
  func `Ten languages are understood, and answered in`(message: String, code: String, meant: TalkIntent) {
    let understood = TalkIntent.of(message, isContinued: false)
    #expect(understood?.intent == meant)
    #expect(understood?.tongue.code == code)
  }

  @Test(arguments: [
    "Hello, when is check-in?", "thanks, but how do I descale it", "thanks, why?", "who can help me with the printer?",
    "what does help -l do", "good tyres for winter", "is it good?", "what can I do about moths",
    "which files does git ignore?",
    "how does the boiler work", "hello world program in c", "what is the name of the landlord",
    "list the members of the board",
    "ok google settings", "which documents do I need for the visa?", "what is new in version 3",
    "summary of the meeting with Jon",
    "how old is the bridge", "robots.txt", "danke sagen auf Thai", "", "42", "which file contains the users?",
    "best regards to whom",
    "what is an ai winter", "where do you find moss", "can you deduct a home office", "你好世界程序怎么写",
  ])
  func `A question is no talk`(message: String) {
    let found = intent(message)
    // What names a document is a question where there is no such document; that is seen later.
    if case .outline = found { return }
    #expect(found == nil)
  }

  @Test(arguments: ["how does this work?", "what is this?", "how do I do that", "can you do that?", "what is in it"])
  func `What points back at an answer is no talk`(message: String) {
    #expect(intent(message, isContinued: true) == nil)
  }

  @Test func `Every phrase of every language is written as it is compared`() {
    for tongue in TalkTongue.all {
      for (_, phrases) in tongue.words {
        for phrase in phrases.split(separator: "/") {
          let units = TalkUnit.units(of: String(phrase)).map(\.text)
          #expect(units == TalkUnit.units(ofPhrase: phrase), "\(tongue.code): \(phrase)")
        }
      }
    }
  }

  @Test func `Nothing that is said looks like a quotation or a refusal`() {
    for tongue in TalkTongue.all {
      let replies = tongue.replies
      for intent in [
        TalkIntent.greeting, .thanks, .farewell, .acknowledgement, .sorry, .wellbeing, .doubt, .beyond, .identity,
        .abilities,
      ] {
        let text = replies.text(for: intent, documents: 3) ?? ""
        #expect(!text.isEmpty && !text.contains("{") && !text.contains("["), "\(tongue.code) \(intent)")
      }
    }
  }
}

@Suite(.temporaryFolder) struct TalkTests {
  private let documents = [
    "boiler.md": "# Boiler\n\nIt heats the house.\n\n## Errors\n\nF22 means low pressure. Call the fitter.\n",
    "prices.csv": "article,price\nscrew,1\nnail,2\n", "letter.txt": "Dear Ann, the boiler is old. We shall see.\n",
  ]

  private func said(_ messages: String..., in sample: SampleWorkspace) throws -> TurnResult {
    let conversation = Conversation(in: try sample.open())
    var result: TurnResult?
    for (index, message) in messages.enumerated() {
      var request = TurnRequest(message: message)
      request.destination = index == 0 ? .new : .latestWithoutTimeout
      result = try conversation.take(request) { _ in }
    }
    return try #require(result)
  }

  @Test func `A greeting is answered without a look at passages`() throws {
    let sample = try SampleWorkspace(documents: documents)
    let result = try said("Hello!", in: sample)
    #expect(result.message.content.hasPrefix("Hello! I look things up in "))
    #expect(result.passages.isEmpty && result.message.sources.isEmpty)
  }

  @Test func `The documents that mention something are told`() throws {
    let sample = try SampleWorkspace(documents: documents)
    let text = try said("Which documents mention the boiler?", in: sample).message.content
    #expect(text.contains("- boiler.md") && text.contains("- letter.txt") && !text.contains("prices.csv"))
    #expect(try said("which documents mention zebras?", in: sample).message.content == "No document mentions “zebras”.")
  }

  @Test func `An outline gives headings and first sentences`() throws {
    let sample = try SampleWorkspace(documents: documents)
    #expect(
      try said("summarise the boiler file boiler.md", in: sample).message.content != "")
    let text = try said("summarise boiler.md", in: sample).message.content
    #expect(text.hasSuffix("- Boiler: It heats the house.\n- Errors: F22 means low pressure."))
    #expect(try said("summarize prices", in: sample).message.content.hasSuffix("- article\n- price"))
    #expect(
      try said("summarise leter.txt", in: sample).message.content
        == "There is no document “leter.txt”. The nearest is letter.txt.")
  }

  @Test func `The document that was quoted last is outlined when it is pointed at`() throws {
    let sample = try SampleWorkspace(documents: documents)
    let text = try said("what does F22 mean", "summarise that document", in: sample).message.content
    #expect(text.contains("boiler.md"))
  }

  @Test func `A summary of what is no document is a question`() throws {
    let sample = try SampleWorkspace(documents: documents)
    #expect(try !said("summary of low pressure", in: sample).passages.isEmpty)
  }
}
