import ManentCore
import TestSupport
import Testing

@testable import ManentExtraction

@Suite(.temporaryFolder) struct `Text in an encoding that it does not name` {
  private static let texts: [(String, [String])] = [
    ("Die Prüfung fand in Köln statt. Größe und Maß stimmten überein.\n", ["WINDOWS-1252", "CP850", "MACINTOSH"]),
    ("Nous sommes allés à la forêt. C’est très bien ; où est l’œuvre ?\n", ["WINDOWS-1252"]),
    ("It’s a “test” of quotes — nothing else.\n", ["WINDOWS-1252"]),
    ("Zażółć gęślą jaźń. Umowa najmu została zawarta.\n", ["WINDOWS-1250", "ISO-8859-2"]),
    ("Příliš žluťoučký kůň úpěl ďábelské ódy.\n", ["WINDOWS-1250", "ISO-8859-2"]),
    ("Žlutá škoda. Škoda stojí u řeky.\n", ["WINDOWS-1250", "ISO-8859-2"]),
    ("Árvíztűrő tükörfúrógép.\n", ["WINDOWS-1250"]), ("Kira sözleşmesi geçerlidir. Ağaç.\n", ["WINDOWS-1254"]),
    ("Ąžuolas žydi čia, šįmet.\n", ["WINDOWS-1257"]),
    (
      "Договор аренды заключён на год. Арендатор платит вовремя.\n",
      ["WINDOWS-1251", "KOI8-R", "CP866", "ISO-8859-5", "MAC-CYRILLIC"]
    ),
    ("Договір оренди укладено на рік. Її їжак живе тут.\n", ["WINDOWS-1251", "KOI8-U"]),
    ("Η σύμβαση μίσθωσης ισχύει για ένα έτος.\n", ["WINDOWS-1253"]),
    ("חוזה השכירות תקף לשנה אחת.\n", ["WINDOWS-1255"]),
    ("عقد الإيجار ساري المفعول لمدة سنة واحدة.\n", ["WINDOWS-1256"]),
    ("会议在北京举行。合同有效期为一年,租金每月九百元。\n", ["GB18030", "GB2312"]),
    ("會議在臺北舉行。合約有效期為一年,租金每月九百元。\n", ["BIG5"]),
    ("会議は東京で開かれました。賃貸契約は一年間有効です。\n", ["SHIFT_JIS", "EUC-JP", "ISO-2022-JP"]),
    ("회의는 서울에서 열렸습니다. 임대 계약은 유효하다.\n", ["EUC-KR"]),
  ]

  private func encoded(_ text: String, _ encoding: String) throws -> [UInt8] {
    let folder = TemporaryFolder.current
    try Files.writeAtomically(Array(text.utf8), to: folder / "in")
    let outcome = try Program(in: folder, environment: ["PATH": "/usr/bin:/bin"])
      .run(["sh", "-c", "iconv -f UTF-8 -t \(encoding) in > out"])
    try #require(outcome.status == 0, "\(outcome)")
    return try Files.read(folder / "out")
  }

  @Test(arguments: texts) func `is read as what it is`(text: String, encodings: [String]) throws {
    for encoding in encodings {
      for more in ["", String(repeating: "More lines of plain words.\n", count: 50)] {
        let decoded = try #require(TextDecoding.decode(try encoded(text + more, encoding)), "\(encoding)")
        #expect(String(decoding: decoded.text, as: UTF8.self) == text + more, "\(encoding): \(decoded.encoding ?? "")")
        #expect(decoded.replaced == 0 && decoded.encoding != nil)
      }
    }
  }

  @Test func `is read as what it says it is`() throws {
    let xml = "<?xml version=\"1.0\" encoding=\"koi8-r\"?>\n<a>ЫЪ</a>\n"
    #expect(TextDecoding.decode(try encoded(xml, "KOI8-R"))?.text == Array(xml.utf8))
    let code = "# -*- coding: iso-8859-2 -*-\nname = 'ą'\n"
    #expect(TextDecoding.decode(try encoded(code, "ISO-8859-2"))?.text == Array(code.utf8))
    for (label, encoding, word) in [
      ("gb2312", "GB2312", "北京"), ("Shift_JIS", "SHIFT_JIS", "東京"), ("big5", "BIG5", "臺北"),
    ] {
      let page = try encoded("<meta charset=\(label)><p>\(word)", encoding)
      #expect(HTMLText.extract(page).text == word)
    }
  }

  @Test(
    arguments: [
      (
        Array("Die Prüfung in Köln".utf8) + [0xFF] + Array(" ist größer.\n".utf8),
        "Die Prüfung in Köln\u{FFFD} ist größer.\n", 1
      ),
      (Array("Prüfung in K".utf8) + [0xC3], "Prüfung in K\u{FFFD}", 1),
      (Array("Plain, then cut: ".utf8) + [0xE2, 0x80], "Plain, then cut: \u{FFFD}", 1),
      (Array("日本語".utf8.dropLast()) + [0x0A], "日本\u{FFFD}\n", 1),
      (Array("é".utf8) + [0x20, 0xE9], "é \u{FFFD}", 1),
    ] as [([UInt8], String, Int)])
  func `is UTF-8 when only a place or two are not`(bytes: [UInt8], text: String, replaced: Int) throws {
    let decoded = try #require(TextDecoding.decode(bytes))
    #expect(String(decoding: decoded.text, as: UTF8.self) == text)
    #expect(decoded.encoding == nil && decoded.replaced == replaced)
  }

  @Test func `is passed over when nothing makes words of it`() {
    var random = SeededGenerator(seed: 7)
    let bytes = (0..<4000).map { _ in UInt8.random(in: 0x80...0xFF, using: &random) }
    #expect(TextDecoding.decode(bytes) == nil)
  }
}
