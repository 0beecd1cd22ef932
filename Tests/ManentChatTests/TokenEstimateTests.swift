import ManentChat
import Testing

@Suite struct `An estimate of tokens` {
  /// A text, what it has by OpenAI's `cl100k_base` and `o200k_base`, and by the estimate.
  private static let samples: [(text: String, one: Int, other: Int, estimate: Int)] = [
    (
      "Pinned messages are sent as well, however long ago they were said; the oldest turns are dropped whole. How many of the 40 messages fit into 8192 tokens depends on the model, and nobody who has no tokenizer at hand can say exactly.",
      52, 51, 51
    ),
    (
      "Angeheftete Nachrichten werden immer mitgeschickt, auch wenn sie lange zurückliegen; die ältesten Fragen fallen mit ihren Antworten weg. Wie viele der 40 Nachrichten in 8192 Token passen, hängt vom Modell ab.",
      55, 47, 52
    ),
    (
      "ข้อความที่ปักหมุดไว้จะถูกส่งไปด้วยเสมอ ไม่ว่าจะพูดไว้นานเพียงใด ส่วนบทสนทนาที่เก่าที่สุดจะถูกตัดออกทั้งหมด",
      98, 42, 73
    ),
    (
      "置顶的消息总是会一起发送，无论是多久以前说的；最早的对话会整轮删除。八千个词元里能放下多少条消息取决于模型。",
      58, 44, 54
    ),
    (
      "func room(in limit: Int) -> Int {\n  max(0, limit - own - instructed - answerRoom(limit))\n}\n",
      26, 26, 28
    ),
    (
      "Закреплённые сообщения отправляются всегда, как бы давно они ни были сказаны.",
      34, 19, 34
    ),
  ]

  @Test(arguments: samples) func `lies near what tokenizers count`(
    _ sample: (text: String, one: Int, other: Int, estimate: Int)
  ) {
    let estimate = TokenEstimate.tokens(sample.text)
    #expect(estimate == sample.estimate)
    let (low, high) = (Double(min(sample.one, sample.other)), Double(max(sample.one, sample.other)))
    #expect((low * 0.85...high * 1.2).contains(Double(estimate)), "\(estimate) for \(low) to \(high)")
  }

  @Test func `of nothing is nothing, and what follows adds up`() {
    #expect(TokenEstimate.tokens("") == 0)
    #expect(TokenEstimate.tokens("   ") == 0)
    #expect(TokenEstimate.tokens("a") == 1)
    #expect(TokenEstimate.tokens("1234567") == 5)
    #expect(TokenEstimate.tokens(String(repeating: "word ", count: 1000)) == 1000)
    #expect(TokenEstimate.tokens(String(repeating: "ก", count: 1000)) == 700)
    #expect(TokenEstimate.tokens(String(repeating: "字", count: 1000)) == 1000)
  }
}
