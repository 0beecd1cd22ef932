import Testing

@testable import ManentIndex

struct TermsTests {
  @Test func `words become stems`() {
    #expect(Terms.indexText("The Panthers' defenses surrendered 308 points.") == "the panther defens surrend 308 point")
  }

  @Test func `scripts without spaces become overlapping parts`() {
    #expect(Terms.indexText("黑豹队 NFL") == "黑豹 豹队 nfl")
    #expect(Terms.indexText("分") == "分")
    #expect(Terms.indexText("ทีมรับ") == "ทีม ีมร มรั รับ")
  }

  @Test func `nothing but terms and spaces comes out`() {
    let hostile =
      Array("a\0b\"c' OR * NEAR(d e, 5) \u{1F600} – {col}: ^x — 10½ \n\t".utf8) + [0xFF, 0xC3, 0x28, 0xE4, 0xB8]
    let text = hostile.withUnsafeBufferPointer { Terms.indexText($0) }
    #expect(String(decoding: text, as: UTF8.self) == "a b c or near d e 5 col x 10½")
  }

  @Test func `no words, no terms`() {
    #expect(Terms.indexText("").isEmpty)
    #expect(Terms.indexText("!? — …").isEmpty)
  }
}
