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
    #expect(String(decoding: text, as: UTF8.self) == "a b c or near d e 5 😀 col x 10½")
  }

  @Test func `a passage is found by what stands above it, and by single characters of scripts without spaces`() {
    let bytes = Array("黑豹".utf8)
    let terms = bytes.withUnsafeBufferPointer { Terms.indexText($0, trail: "Titles a.md") }
    #expect(String(decoding: terms, as: UTF8.self) == "titl a md 黑豹 黑 豹")
  }

  @Test(arguments: [
    ("eﬃcient ﬂow", "effici flow"), ("𝐛𝐨𝐥𝐝 𝟕", "bold 7"), ("㎏ Ⅳ m²", "kg iv m2"), ("ｶﾞｽ", "ガス"), ("が", "が"),
    ("서울", "서울"), ("كـتاب", "كتاب"),
  ])
  func `characters stand for what they are compatible with`(text: String, terms: String) {
    #expect(Terms.indexText(text) == terms)
  }

  @Test(arguments: [
    ("getUserName", "getusernam get user name"), ("HTTPServer", "httpserver http server"), ("snake_case", "snake case"),
    ("Wi-Fi", "wi fi wifi"), ("un‐\n      less", "un less unless"), ("tar -z x", "tar z −z x"), ("ls -S", "ls s −−s"),
    ("--limit-rate", "limit rate limitr"), ("well-known", "well known wellknown"),
  ])
  func `identifiers, words with hyphens and options are words too`(text: String, terms: String) {
    #expect(Terms.indexText(text) == terms)
  }

  @Test func `no words, no terms`() {
    #expect(Terms.indexText("").isEmpty)
    #expect(Terms.indexText("!? — …").isEmpty)
  }
}
