import Testing

@testable import ManentIndex

struct FoldedTextTests {
  private func words(_ text: FoldedText) -> [String] {
    text.words.map { String(decoding: text.bytes[$0.range], as: UTF8.self) }
  }

  @Test func `case and accents do not count`() {
    #expect(words(FoldedText("Über Straße, NAÏVE Łódź Škoda")) == ["uber", "strasse", "naive", "lodz", "skoda"])
    #expect(words(FoldedText("ΑΘΉΝΑ Σοφός Ёлка Киев")) == ["αθηνα", "σοφοσ", "елка", "киев"])
    #expect(words(FoldedText("Việt Nam İstanbul")) == ["viet", "nam", "istanbul"])
  }

  @Test(arguments: [
    ("u\u{308}ber", "\u{FC}ber"), ("A\u{30A}ngstro\u{308}m", "\u{C5}ngstr\u{F6}m"), ("и\u{306}од", "йод"),
    ("ｆｕｌｌ９", "full9"),
    ("co\u{AD}operate", "cooperate"), ("\u{FEFF}mark", "mark"), ("مُحَمَّد", "محمد"),
  ])
  func `two spellings of one word become the same`(first: String, second: String) {
    #expect(words(FoldedText(first)) == words(FoldedText(second)))
  }

  @Test func `scripts part where they meet`() {
    let text = FoldedText("NFL联赛2015年ทีม 한국어 コーヒー・ミル")
    #expect(words(text) == ["nfl", "联赛", "2015", "年", "ทีม", "한국어", "コーヒー", "ミル"])
    #expect(text.words.map(\.script) == [.spaced, .paired, .spaced, .paired, .tripled, .paired, .paired, .paired])
  }

  @Test func `a word knows where it began in the text`() {
    let text = FoldedText("Ärger, “naïve” 分")
    #expect(text.words.map(\.source) == [0, 11, 21])
    #expect(text.words.map(\.characters) == [5, 5, 1])
  }

  @Test func `marks that change a word stay`() {
    #expect(words(FoldedText("हिन्दी")) == ["हिन्दी"])
    #expect(words(FoldedText("\u{93F}")).isEmpty)
  }

  @Test func `a word without end is cut`() {
    let text = FoldedText(String(repeating: "A", count: 100_000) + " end " + String(repeating: "é", count: 1_000))
    #expect(words(text) == [String(repeating: "a", count: 64), "end", String(repeating: "e", count: 64)])
  }

  @Test(
    arguments: [
      [0xFF, 0xFE, 0x61], [0x61, 0xC3], [0xC0, 0x80, 0x61], [0xED, 0xA0, 0x80, 0x61], [0xF5, 0x80, 0x80, 0x80, 0x61],
      [0xE2, 0x28, 0xA1, 0x61], [0x80, 0x61, 0x00, 0xF0, 0x9F],
    ] as [[UInt8]])
  func `bytes that are not UTF-8 part words and do no harm`(bytes: [UInt8]) {
    let text = bytes.withUnsafeBufferPointer { FoldedText($0) }
    #expect(words(text).last == "a" || words(text) == ["(", "a"])
  }
}
