import ManentIndex
import ManentPlugins
import Testing

@testable import ManentExtraction

@Suite struct TextDecodingTests {
  @Test func `UTF-8 stays as it is, byte for byte`() {
    for text in ["", "plain", "日本語 é 👩‍👩‍👧", "\u{FEFF}with a mark", "tab\t\u{1B}[0m"] {
      #expect(TextDecoding.decode(Array(text.utf8)) == .init(text: Array(text.utf8), encoding: nil))
    }
  }

  @Test(arguments: ["plain\r\n", "é 日本\n", ""])
  func `The mark of the end that DOS writes is no content`(text: String) throws {
    for marks in [1, 3] {
      let bytes = Array(text.utf8) + [UInt8](repeating: 0x1A, count: marks)
      #expect(TextDecoding.decode(bytes) == .init(text: Array(text.utf8), encoding: nil))
      // Where the text is not the file, it is kept beside it.
      #expect(
        try TextExtractor().extract(Array("some words and more\n".utf8) + [0x1A], fileName: "a.txt")?.isVerbatim
          == false)
    }
    #expect(TextDecoding.decode(Array("caf".utf8) + [0xE9, 0x0D, 0x0A, 0x1A])?.text == Array("café\r\n".utf8))
    let inside =
      Array("a\u{1A}b and a hundred more characters, so that one is not many: ".utf8)
      + [UInt8](repeating: 0x78, count: 80)
    #expect(TextDecoding.decode(inside)?.text == inside)
  }

  @Test func `HZ is read where the text says that it is HZ`() throws {
    // RFC 1843, section 4: "This sentence is in ASCII. The next sentence is in GB.<:Ky2;VwA#7eA...~}Bye."
    let text = "coding: hz-gb-2312\nThe next sentence is in GB.~{<:Ky2;S{#,NpJ)l6HK!#~}Bye. ~~ and ~\n on.\n"
    #expect(
      TextDecoding.decode(Array(text.utf8))
        == .init(
          text: Array("coding: hz-gb-2312\nThe next sentence is in GB.己所不欲，勿施於人。Bye. ~ and  on.\n".utf8),
          encoding: "hz-gb-2312"))
    let code = "x = ~{ not HZ }\n"
    #expect(TextDecoding.decode(Array(code.utf8)) == .init(text: Array(code.utf8), encoding: nil))
    // The characters end with the line, and a byte that is in none is told.
    #expect(TextDecoding.decode(Array("coding: hz\n~{VP \nNDa~}".utf8))?.replaced == 1)
    #expect(
      TextDecoding.decode(Array("coding: hz-gb-2312\r\n~{VPND\r\nend\r\n".utf8))
        == .init(text: Array("coding: hz-gb-2312\r\n中文\r\nend\r\n".utf8), encoding: "hz-gb-2312"))
  }

  @Test func `UTF-16 is told by its byte order mark`() {
    let text = "Größe 日本 👩"
    let units = Array(text.utf16)
    let little: [UInt8] =
      [0xFF, 0xFE] + units.flatMap { (unit: UInt16) -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let big: [UInt8] =
      [0xFE, 0xFF] + units.flatMap { (unit: UInt16) -> [UInt8] in [UInt8(unit >> 8), UInt8(unit & 0xFF)] }
    #expect(TextDecoding.decode(little) == .init(text: Array(text.utf8), encoding: "utf-16le"))
    #expect(TextDecoding.decode(big) == .init(text: Array(text.utf8), encoding: "utf-16be"))
    #expect(TextDecoding.decode(Array(little.dropLast())) == nil)
    #expect(TextDecoding.decode([0xFF, 0xFE, 0, 0]) == nil)
  }

  @Test(arguments: [
    "Die Größe der Pumpe\r\n", "Договор аренды.\n", "会议在北京举行。预算是三百万元。\n", "a,b\n1,2\n", "日本 👩 語。\n",
  ])
  func `UTF-16 without a mark is told by what it holds`(text: String) {
    let units = Array(text.utf16)
    let little = units.flatMap { (unit: UInt16) -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let big = units.flatMap { (unit: UInt16) -> [UInt8] in [UInt8(unit >> 8), UInt8(unit & 0xFF)] }
    #expect(TextDecoding.decode(little) == .init(text: Array(text.utf8), encoding: "utf-16le"))
    #expect(TextDecoding.decode(big) == .init(text: Array(text.utf8), encoding: "utf-16be"))
    #expect(TextDecoding.decode(little + [0, 0]) == nil && TextDecoding.decode(little + [1, 0]) == nil)
    #expect(TextDecoding.decode(little + [0, 0xD8]) == nil && TextDecoding.decode(Array(little.dropLast())) == nil)
  }

  @Test(arguments: ["name\0value\0other\0thing\0", "some text\0 more text\n", "Grüße\0 an alle\n"])
  func `fields with zeros between them are no UTF-16`(text: String) {
    for count in 1...40 {
      #expect(
        TextDecoding.decode(Array(String(repeating: text, count: count).utf8))?.encoding?.hasPrefix("utf-16") != true)
    }
  }

  @Test func `UTF-32 is told by its byte order mark`() {
    let text = "Größe 日本 👩"
    func bytes(_ shift: (Int) -> Int) -> [UInt8] {
      ("\u{FEFF}" + text).unicodeScalars.flatMap { scalar in (0..<4).map { UInt8(scalar.value >> shift($0) & 0xFF) } }
    }
    let (little, big) = (bytes { $0 * 8 }, bytes { 24 - $0 * 8 })
    #expect(TextDecoding.decode(little) == .init(text: Array(text.utf8), encoding: "utf-32le"))
    #expect(TextDecoding.decode(big) == .init(text: Array(text.utf8), encoding: "utf-32be"))
    #expect(TextDecoding.decode(little + [0, 0, 0x11, 0]) == nil && TextDecoding.decode(little + [0]) == nil)
  }

  @Test func `Bytes with hardly any control characters are Windows-1252`() {
    let bytes: [UInt8] = [0x93, 0x47, 0x72, 0xF6, 0xDF, 0x65, 0x94, 0x20, 0x80, 0x85]
    #expect(TextDecoding.decode(bytes) == .init(text: Array("“Größe” €…".utf8), encoding: "windows-1252"))
  }

  @Test(
    arguments: [[UInt8]]([
      [0x61, 0x00, 0x62], [0x00, 0x01], [0x01, 0x02, 0x03, 0x61], [0x7F, 0x45, 0x4C, 0x46, 0x02, 0x01, 0x01],
    ]))
  func `Binary content is no text`(bytes: [UInt8]) { #expect(TextDecoding.decode(bytes) == nil) }

  @Test(arguments: [
    ("a.md", TextFormat.markdown), ("A.MARKDOWN", .markdown), ("a.csv", .csv), ("a.tsv", .csv), ("a.json", .json),
    ("a.jsonl", .json), ("a.swift", .code), ("dir.md/makefile.c", .code), ("Makefile", .code), ("README", .plain),
    ("a.txt", .plain), ("a.unknown", .plain), ("a.", .plain),
  ])
  func `A name tells how a text is split`(name: String, format: TextFormat) {
    #expect(TextExtractor.format(of: name) == format)
  }

  @Test(arguments: ["src/Makefile", "v1.2/Dockerfile"])
  func `A folder does not change how a text is split`(name: String) {
    #expect(TextExtractor.format(of: name) == .code)
  }
}
