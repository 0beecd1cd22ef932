import Foundation
import ManentCore
import Testing

@Suite struct Base64Tests {
  @Test(arguments: 0..<70) func `Bytes of any number are written as Foundation writes them, and read back`(count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ count) }
    let text = Base64.encode(bytes)
    #expect(text == Data(bytes).base64EncodedString())
    #expect(Base64.decode(text) == bytes)
    #expect(Base64.decode(String(text.prefix { $0 != "=" })) == bytes)
  }

  @Test func `Both alphabets are read, and nothing else`() {
    #expect(Base64.decode("-_8=") == Base64.decode("+/8="))
    for text in ["A", "AB CD", "AB=C", "====", "AAA\n", "ä"] { #expect(Base64.decode(text) == nil, "\(text)") }
    #expect(Base64.decode("") == [])
  }
}
