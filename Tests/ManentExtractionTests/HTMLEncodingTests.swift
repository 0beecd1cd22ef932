import Testing

@testable import ManentExtraction

@Suite struct HTMLEncodingTests {
  private func text(_ bytes: [UInt8]) -> String { HTMLText.extract(bytes).text }

  private func utf16(_ text: String, isBigEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { isBigEndian ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }

  @Test(arguments: [false, true])
  func `UTF-16 is known by its mark or its first tag`(isBigEndian: Bool) {
    #expect(text(utf16("\u{FEFF}<p>é😀 日", isBigEndian: isBigEndian)) == "é😀 日")
    #expect(text(utf16("<p>é😀 日", isBigEndian: isBigEndian) + [0x41]) == "é😀 日")
    // The last byte of the last unit, or the first one, is that of the mark of DOS.
    for last in ["\u{041A}", "\u{1A41}"] {
      #expect(text(utf16("\u{FEFF}<p>é\(last)", isBigEndian: isBigEndian)) == "é\(last)")
    }
  }

  @Test(
    arguments: [
      ("<meta charset=windows-1251>", [0xCF, 0xF0, 0xE8], "При"),
      ("<META CHARSET='ISO-8859-1'>", [0xE9, 0x93, 0x80], "é“€"),
      ("<meta http-equiv=Content-Type content='text/html; charset=iso-8859-2'>", [0xB1, 0xEA], "ąę"),
      ("<meta content=\"text/html; charset = koi8-r\">", [0xF0, 0xD2], "Пр"),
      ("<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?>", [0xA4], "€"),
      ("<meta charset=utf-8>", [0xC3, 0xA9], "é"),
      ("<meta charset=utf-8>", [0x61, 0xE9, 0x62], "a\u{FFFD}b"),
      ("<meta charset=HZ-GB-2312>", Array("~{VPND~} and ~~".utf8), "中文 and ~"),
      ("<meta charset=iso-2022-kr>", Array("\u{1B}$)C\n".utf8) + [0x0E, 0x47, 0x51, 0x0F, 0x1A], "한"),
      ("<meta charset=utf-16>", [0xC3, 0xA9], "é"),
      ("<meta charset=unicode>", [0xC3, 0xA9], "é"),
      ("<meta charset=iso-8859-1>", [0xC3, 0xA9, 0x20, 0xE2, 0x82, 0xAC], "é €"),
      ("<meta charset=windows-1251>", [0xD0, 0x9F, 0xD1, 0x80], "Пр"),
      ("<meta charset=gb2312>", Array("会议在北京举行。".utf8), "会议在北京举行。"),
      ("<meta charset=gb2312>", [0xC2, 0xA9], "漏"),
      ("<meta charset=x-unheard-of>", [0xC3, 0xA9], "é"),
      ("<!-- <meta charset=windows-1251> -->", [0xC3, 0xA9], "é"),
      ("", [0xC3, 0xA9], "é"),
      ("", [0x63, 0x61, 0x66, 0xE9, 0x20, 0x80], "café €"),
      ("\u{FEFF}<meta charset=windows-1251>", [0xC3, 0xA9], "é"),
      ("\u{FEFF}<p>", [0xC3, 0xA9, 0x1A, 0x1A], "é"),
    ] as [(String, [UInt8], String)])
  func `A page is read in the encoding that it declares`(head: String, body: [UInt8], expected: String) {
    #expect(text(Array(head.utf8) + body) == expected)
  }
}
