import ManentIndex
import TestSupport
import Testing

@Suite struct SplitterTests {
  private let small = SplitterSettings(target: 100, maximum: 160)

  @Test func `A short document stays one chunk, whatever its format`() {
    let text = "# Title\n\nOne.\n\n## Part\n\nTwo, \"three\"\n"
    for format in TextFormat.allCases {
      let chunks = Splitter.split(Array(text.utf8), format: format)
      #expect(chunks.map(\.range) == [0..<text.utf8.count - 1])
    }
    #expect(Splitter.split(Array(text.utf8), format: .markdown)[0].headings == ["Title"])
  }

  @Test func `An empty or blank text has no chunks`() {
    for text in ["", "\n \t\r\n\u{3000}"] { #expect(Splitter.split(Array(text.utf8), format: .plain).isEmpty) }
  }

  @Test func `Paragraphs are joined up to the target and cut between, not within`() {
    let paragraph = String(repeating: "word ", count: 8) + "end."
    let text = Array(repeating: paragraph, count: 10).joined(separator: "\n\n")
    let chunks = texts(text, .plain)
    #expect(chunks.allSatisfy { $0.hasPrefix("word") && $0.hasSuffix("end.") && $0.utf8.count <= 160 })
    #expect(chunks.joined(separator: "\n\n") == text)
  }

  @Test func `A paragraph that is too long is cut between sentences`() {
    let text = (1...20).map { "This is sentence number \($0) of the text." }.joined(separator: " ")
    let chunks = texts(text, .plain)
    #expect(chunks.count > 4)
    #expect(chunks.allSatisfy { $0.hasPrefix("This") && $0.hasSuffix("text.") })
  }

  @Test func `A heading begins a chunk that carries its trail`() {
    let filling = String(repeating: "words and words ", count: 8)
    let text =
      "Intro \(filling)\n\n# One\n\n\(filling)\n\n## Two ##\n\n\(filling)\n\nThree\n=====\n\n\(filling)\n\n#### C#\n\(filling)"
    let chunks = Splitter.split(Array(text.utf8), format: .markdown, settings: small)
    #expect(chunks.map(\.headings) == [[], ["One"], ["One", "Two"], ["Three"], ["Three", "C#"]])
    #expect(texts(text, .markdown)[2].hasPrefix("## Two ##"))
  }

  @Test func `Short sections share a chunk and the headings above both`() {
    let text = "# All\n" + (1...12).map { "## Part \($0)\nshort\n" }.joined(separator: "\n")
    let chunks = Splitter.split(Array(text.utf8), format: .markdown, settings: small)
    #expect(chunks.count > 1 && chunks.count < 12)
    #expect(chunks.allSatisfy { $0.headings == ["All"] || $0.headings.count == 2 })
    #expect(texts(text, .markdown).dropFirst().allSatisfy { $0.hasPrefix("## Part") })
  }

  @Test func `Fenced code stays whole where it fits, and its hashes are no headings`() {
    let filling = String(repeating: "words and words ", count: 5)
    let code = "```sh\n# not a heading\n\necho one\n\necho two\n```"
    let text = "\(filling)\n\n\(code)\n\n\(filling)\n\n~~~\n\(String(repeating: "line\n", count: 100))"
    let chunks = texts(text, .markdown)
    #expect(chunks.contains { $0.contains(code) })
    #expect(Splitter.split(Array(text.utf8), format: .markdown, settings: small).allSatisfy { $0.headings.isEmpty })
    #expect(chunks.allSatisfy { $0.utf8.count <= 160 })
  }

  @Test func `Front matter is no heading`() {
    let text = "---\ntitle: A\n---\n# Real\n" + String(repeating: "words and words ", count: 20)
    let chunks = Splitter.split(Array(text.utf8), format: .markdown, settings: small)
    #expect(chunks.first?.headings == [] || chunks.first?.headings == ["Real"])
    #expect(chunks.last?.headings == ["Real"])
  }

  @Test func `Code is cut before declarations rather than inside them`() {
    let function = "func name() {\n  let a = 1\n\n  let b = 2\n  return a + b\n}\n"
    let chunks = texts(Array(repeating: function, count: 9).joined(separator: "\n"), .code)
    #expect(chunks.count > 3)
    #expect(chunks.allSatisfy { $0.hasPrefix("func") && $0.hasSuffix("}") })
  }

  @Test func `Tables are cut between rows, also where a field holds a line break`() {
    let row = "1,\"two\nlines, \"\"quoted\"\"\",three"
    let chunks = texts(Array(repeating: row, count: 30).joined(separator: "\r\n"), .csv)
    #expect(chunks.allSatisfy { $0.hasPrefix("1,") && $0.hasSuffix(",three") })
    let broken = texts("a,\"open\n" + String(repeating: "b,c\n", count: 200), .csv)
    #expect(broken.dropFirst().allSatisfy { $0.hasPrefix("b") && $0.hasSuffix("c") })
  }

  @Test func `JSON is cut between outer elements, JSON Lines between lines`() {
    let element = "{\"a\": [1, 2], \"b\": \"x, \\\"y\\\" {\"}"
    let array = texts("[\n" + Array(repeating: element, count: 30).joined(separator: ",\n") + "\n]", .json)
    #expect(array.dropFirst().allSatisfy { $0.hasPrefix("{\"a\"") })
    let lines = texts(Array(repeating: element, count: 30).joined(separator: "\n"), .json)
    #expect(lines.allSatisfy { $0.hasPrefix("{\"a\"") && $0.hasSuffix("}") })
  }

  @Test func `Pages come from form feeds, or from the extractor`() {
    let page = String(repeating: "words and words ", count: 9) + "\n\u{c}"
    let text = Array(repeating: page, count: 3).joined()
    #expect(Splitter.split(Array(text.utf8), format: .plain, settings: small).map(\.page) == [1, 2, 3])
    let plain = Array(String(repeating: "words\n\n", count: 60).utf8)
    let pages = Splitter.split(plain, format: .plain, settings: small, pages: [0..<200, 200..<420]).map(\.page)
    #expect(pages.first == 1 && pages.last == 2)
    #expect(Splitter.split(plain, format: .plain).allSatisfy { $0.page == nil })
    #expect(Splitter.split(Array(text.utf8), format: .code).allSatisfy { $0.page == nil })
  }

  @Test func `No chunk holds pieces of two pages, however short the pages are`() {
    let text = (1...20).map { "Page \($0) is short.\n\u{c}" }.joined()
    #expect(Splitter.split(Array(text.utf8), format: .plain).map(\.page) == Array(1...20))
    let pages = (0..<10).map { $0 * 20..<($0 + 1) * 20 }
    let lines = String(repeating: "words and so on 123\n", count: 10)
    #expect(lines.utf8.count == 200)
    let paragraphs = Array(lines.replacing("123\n", with: "1\n\n\n").utf8)
    #expect(Splitter.split(paragraphs, format: .plain, pages: pages).map(\.page) == Array(1...10))
  }

  @Test func `Line ends of Windows change nothing but the bytes`() {
    let text = "# One\n\n" + String(repeating: "Some words here. ", count: 7) + "\n\n# Two\n\n- a\n- b\n"
    let windows = text.replacing("\n", with: "\r\n")
    for format in TextFormat.allCases {
      #expect(texts(windows, format).map { $0.replacing("\r\n", with: "\n") } == texts(text, format))
    }
  }

  @Test func `Whatever the text, chunks are in order, apart, of whole characters, and hold all that is not blank`() {
    var random = SeededGenerator(seed: 2)
    for _ in 0..<1500 {
      let text = random.text(upTo: 300)
      for format in TextFormat.allCases { expectWhole(Array(text.utf8), format) }
    }
  }

  @Test func `Bytes that are no text do no harm`() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<500 {
      let bytes = random.bytes(upTo: 1000)
      for format in TextFormat.allCases {
        var end = 0
        for chunk in Splitter.split(bytes, format: format, settings: small) {
          #expect(chunk.range.lowerBound >= end && chunk.range.upperBound <= bytes.count && !chunk.range.isEmpty)
          end = chunk.range.upperBound
        }
      }
    }
  }

  @Test(arguments: [
    "a", "語", " \n", ",", "\"", "{", "[1],", "```\n", "# h\n", ". ", ".\"", "word\n", "ไทย ", "\u{301}", "[1]",
  ])
  func `Much of the same is split in linear time`(unit: String) {
    let bytes = Array(String(repeating: unit, count: 200_000 / unit.utf8.count).utf8)
    for format in TextFormat.allCases {
      let clock = ContinuousClock()
      let time = clock.measure { _ = Splitter.split(bytes, format: format) }
      #expect(time < .seconds(4))
    }
  }

  private func texts(_ text: String, _ format: TextFormat) -> [String] {
    let bytes = Array(text.utf8)
    return Splitter.split(bytes, format: format, settings: small).map {
      String(decoding: bytes[$0.range], as: UTF8.self)
    }
  }

  private func expectWhole(_ bytes: [UInt8], _ format: TextFormat) {
    var end = 0
    for chunk in Splitter.split(bytes, format: format, settings: small) {
      #expect(chunk.range.lowerBound >= end && chunk.range.count <= 160)
      #expect(isBlank(bytes[end..<chunk.range.lowerBound]))
      #expect(String(validating: bytes[chunk.range], as: UTF8.self) != nil)
      end = chunk.range.upperBound
    }
    #expect(isBlank(bytes[end...]))
  }

  private func isBlank(_ bytes: ArraySlice<UInt8>) -> Bool {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0 == "\u{FEFF}" }
  }
}
