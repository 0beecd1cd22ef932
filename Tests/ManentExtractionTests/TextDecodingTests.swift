import ManentIndex
import Testing

@testable import ManentExtraction

@Suite struct TextDecodingTests {
  @Test func `UTF-8 stays as it is, byte for byte`() {
    for text in ["", "plain", "日本語 é 👩‍👩‍👧", "\u{FEFF}with a mark", "tab\t\u{1B}[0m"] {
      #expect(TextDecoding.decode(Array(text.utf8)) == .init(text: Array(text.utf8), encoding: nil))
    }
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
