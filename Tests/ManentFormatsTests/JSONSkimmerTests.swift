import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite struct JSONSkimmerTests {
  private func members(_ text: String) -> [(key: String, value: String)]? {
    var text = text
    return text.withUTF8 { bytes in
      var found: [(key: String, value: String)] = []
      let skimmer = JSONSkimmer(bytes)
      let isWhole = skimmer.members(in: 0..<bytes.count) { key, value in
        found.append((String(decoding: key, as: UTF8.self), String(decoding: skimmer.spelling(value), as: UTF8.self)))
      }
      return isWhole ? found : nil
    }
  }

  @Test func `Members are found as the parser finds them, in random objects`() throws {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<2000 {
      let count = Int.random(in: 0...6, using: &random)
      let object = JSONObject((0..<count).map { ("k\($0)", RandomValue.next(using: &random).json) })
      let text = Bool.random(using: &random) ? JSON.object(object).serialized() : JSON.object(object).pretty()
      let found = try #require(members(text), "\(text)")
      #expect(found.map(\.key) == object.keys, "\(text)")
      #expect(try found.map { try JSON(parsing: $0.value) } == object.entries.map(\.value), "\(text)")
    }
  }

  @Test func `Text cut off or mixed up anywhere is skimmed without leaving the bytes`() {
    let whole = #"{"a":"x\"y","b":[1,{"c":"]}"}],"d":{"e":null},"f":-1.5e3}"#
    #expect(members(whole)?.map(\.key) == ["a", "b", "d", "f"])
    for count in 0..<whole.utf8.count { #expect(members(String(whole.prefix(count))) == nil, "\(count)") }
    var random = SeededGenerator(seed: 2)
    for _ in 0..<5000 {
      var bytes = Array(whole.utf8)
      for _ in 0..<3 {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      bytes.withUnsafeBufferPointer { bytes in
        let skimmer = JSONSkimmer(bytes)
        _ = skimmer.members(in: 0..<bytes.count) { _, value in
          _ = skimmer.text(value)
          _ = skimmer.integer(value)
          _ = skimmer.elements(in: value) { _ in }
        }
      }
    }
  }

  @Test func `Text with escapes is decoded, and what is no text or number is none`() {
    var text = #"{"a":"caf\u00e9 \"x\"","b":17,"c":1.5,"d":"17"}"#
    text.withUTF8 { bytes in
      let skimmer = JSONSkimmer(bytes)
      var texts: [String?] = []
      var numbers: [Int?] = []
      #expect(
        skimmer.members(in: 0..<bytes.count) { _, value in
          texts.append(skimmer.text(value))
          numbers.append(skimmer.integer(value))
        })
      #expect(texts == ["café \"x\"", nil, nil, "17"])
      #expect(numbers == [nil, 17, nil, nil])
    }
  }
}
