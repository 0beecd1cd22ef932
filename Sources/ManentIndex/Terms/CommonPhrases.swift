/// The common words of languages that write without spaces, where a term is a part of a phrase: question words,
/// endings, particles.
enum CommonPhrases {
  /// Whether a term of a script without spaces lies within a common phrase.
  static func contain(_ term: UnsafeBufferPointer<UInt8>) -> Bool {
    terms.contains(Hash64.of(term))
  }

  private static let terms: Set<UInt64> = {
    var terms: Set<UInt64> = []
    let text = FoldedText([chinese, japanese, korean, thai].joined(separator: " "))
    Terms.forEach(in: text) { term, _ in terms.insert(Hash64.of(term)) }
    return terms
  }()

  private static let chinese = """
    什么 為什麼 为什么 哪些 哪个 哪個 哪里 哪裡 哪种 哪位 哪一个 多少 几个 几年 如何 怎么 怎样 谁是 是谁 的是 了什么 是什么 的什么 有什么 什么是 什么时候 \
    什么样 何时 何地 何种 为何 请问 有多 可以 这个 那个 这些 那些 他们 我们 你们 它们 没有 不是 就是 也是 还是 但是 因为 所以 如果 以及 之间 是在 是由 \
    在哪 年的 中的 上的 人的 你好 谢谢 再见
    """

  private static let japanese = """
    ですか ますか でした ました ません している していた された される という こと もの から まで この その どの どこ いつ だれ 誰が なぜ なに 何が 何を \
    どのような どうして いくつ について として ありがとう こんにちは
    """

  private static let korean = """
    무엇 무엇인가 무엇입니까 어떤 누구 누가 언제 어디 어디에 어떻게 얼마나 입니까 습니까 습니다 하는 있는 에서 으로 에게 까지 부터 했나요 인가요 안녕하세요 감사합니다
    """

  private static let thai = """
    อะไร คืออะไร ใคร คือใคร ที่ไหน เมื่อไหร่ เมื่อไร เมื่อใด อย่างไร ทำไม เท่าไร เท่าไหร่ เท่าใด กี่คน กี่ครั้ง ของ และ เป็น ที่ใด ความ การ ได้ จาก มีการ \
    ซึ่ง โดย ในการ ที่มี ว่า อยู่ คือ บ้าง หรือ ไม่ นี้ นั้น ไหน จำนวน สิ่งใด ผู้ใด แห่งใด สวัสดี ขอบคุณ
    """
}
