import Testing

@testable import ManentIndex

struct HashedEmbedderTests {
  private func cosine(_ first: String, _ second: String) -> Float {
    let embedder = HashedEmbedder()
    return zip(embedder.embed(first), embedder.embed(second)).reduce(0) { $0 + $1.0 * $1.1 }
  }

  @Test(arguments: [
    "one", "Who led the Panthers in sacks?", "黑豹队的防守", "ทีมรับของแพนเธอร์ส", "½",
    String(repeating: "word ", count: 50_000),
  ])
  func `a vector has 1,024 dimensions and length 1`(text: String) {
    let vector = HashedEmbedder().embed(text)
    #expect(vector.count == HashedEmbedder.dimensions)
    #expect(abs(vector.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
  }

  @Test(arguments: ["", " \n", "!?…", "\u{1F600}"])
  func `a text without words has the vector 0`(text: String) {
    #expect(HashedEmbedder().embed(text) == [Float](repeating: 0, count: HashedEmbedder.dimensions))
  }

  @Test func `misspelt, inflected and compound words stay near`() {
    let stranger = cosine("government", "slipstream")
    #expect(cosine("government", "goverment") > stranger + 0.2)
    #expect(cosine("government", "governments") > stranger + 0.3)
    #expect(cosine("Regierungssystem", "System der Regierung") > stranger + 0.2)
    #expect(abs(stranger) < 0.2)
  }

  @Test func `order, case, accents and punctuation do not count`() {
    #expect(HashedEmbedder().embed("Les élèves, naïfs!") == HashedEmbedder().embed("naifs ELEVES les"))
  }

  @Test func `bytes that are not UTF-8 do no harm`() {
    let bytes: [UInt8] = [0x61, 0x62, 0x63, 0xFF, 0xF0, 0x9F, 0x00, 0xC3]
    #expect(bytes.withUnsafeBufferPointer { HashedEmbedder().embed($0) } == HashedEmbedder().embed("abc"))
  }

  @Test func `a count weighs by its logarithm`() {
    #expect(HashedEmbedder.frequency(1) == 1)
    #expect(abs(HashedEmbedder.frequency(8) - 3.079) < 0.001)
    #expect(HashedEmbedder.frequency(3) > HashedEmbedder.frequency(2))
    #expect(HashedEmbedder.frequency(.max).isFinite)
  }
}
