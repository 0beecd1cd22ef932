import ManentExtraction
import ManentPlugins
import Testing

/// What every extractor does, whoever made it.
@Suite struct ExtractorConformanceTests {
  static let names = BuiltInExtractors.all.map(\.name)

  private func extractor(_ name: String) throws -> any Extractor {
    try #require(BuiltInExtractors.all.first { $0.name == name })
  }

  private static let contents: [[UInt8]] = [
    Array("Plain text.\n".utf8), Array("# A title\n\ntext é 日本".utf8), Array("<p>One<p>Two".utf8), [], [0],
    [0xFF, 0xFE],
    [0xFF, 0xFE, 0x00, 0xD8], [0xEF, 0xBB, 0xBF], [0xC3], [0xE4, 0xF6], Array(repeating: 0x3C, count: 5000),
    Array("<a b='".utf8), (0...255).map { UInt8($0) }, Array(repeating: 0xF0, count: 3000),
  ]

  @Test func `None is called like another one, and extensions are lower case without a dot`() {
    #expect(!Self.names.isEmpty)
    #expect(Set(Self.names).count == Self.names.count)
    let extensions = BuiltInExtractors.all.flatMap(\.extensions)
    #expect(Set(extensions).count == extensions.count)
    #expect(extensions.allSatisfy { $0 == $0.lowercased() && !$0.contains(".") && !$0.isEmpty })
  }

  @Test(arguments: names) func `Any bytes give valid UTF-8 or nothing, and the same each time`(name: String) throws {
    let extractor = try extractor(name)
    let fileName = "a." + (extractor.extensions.min() ?? "txt")
    for bytes in Self.contents {
      let text = try extractor.extract(bytes, fileName: fileName)
      #expect(try extractor.extract(bytes, fileName: fileName) == text)
      guard let text else { continue }
      #expect(String(validating: text.text, as: UTF8.self) != nil)
      if text.isVerbatim {
        #expect(text.text == bytes)
        #expect(text.encoding == nil)
      }
    }
  }

  @Test(arguments: names) func `Text that people read is found in its own kind of file`(name: String) throws {
    let extractor = try extractor(name)
    let fileName = "a." + (extractor.extensions.min() ?? "txt")
    let text = try #require(try extractor.extract(Array("Kites fly in the wind.".utf8), fileName: fileName))
    #expect(String(decoding: text.text, as: UTF8.self).contains("Kites fly in the wind."))
  }
}
