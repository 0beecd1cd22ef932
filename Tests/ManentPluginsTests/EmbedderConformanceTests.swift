import ManentChats
import ManentDocuments
import ManentPlugins
import ManentWorkspace
import Testing

/// What every embedder does, whoever made it.
@Suite struct EmbedderConformanceTests {
  static let names = BuiltInEmbedders.all.map(\.name)

  private func embedder(_ name: String) throws -> any Embedder {
    try #require(BuiltInEmbedders.all.first { $0.name == name })
  }

  private static let texts = [
    "A wing lifts the aircraft.", "Flügel tragen das Flugzeug.", "翼は飛行機を持ち上げる。", "x", "", " \n\t ", "0\u{0}1", "🪁",
    String(repeating: "word ", count: 20_000), String(repeating: "x", count: 20_000),
  ]

  private func vectors(_ embedder: any Embedder, _ texts: [String], _ purpose: EmbeddingPurpose) throws -> [[Float]] {
    let flat = try embedder.embed(texts.map { Array($0.utf8)[...] }, purpose: purpose)
    try #require(flat.count == texts.count * embedder.dimensions)
    return texts.indices.map { Array(flat[$0 * embedder.dimensions..<($0 + 1) * embedder.dimensions]) }
  }

  @Test func `Names are plain words and none is taken twice`() {
    #expect(!Self.names.isEmpty)
    #expect(Set(Self.names).count == Self.names.count)
    #expect(Self.names.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x2F } })
  }

  @Test(arguments: names) func `It tells its dimensions and a fingerprint of 16 bytes that stays`(name: String) throws {
    let embedder = try embedder(name)
    #expect(embedder.dimensions > 0)
    #expect(embedder.fingerprint.count == 16)
    #expect(try self.embedder(name).fingerprint == embedder.fingerprint)
  }

  @Test(arguments: names, [EmbeddingPurpose.document, .query])
  func `Each text gives one vector of unit length, or of zeros, without infinities`(
    name: String, purpose: EmbeddingPurpose
  ) throws {
    for (text, vector) in zip(Self.texts, try vectors(embedder(name), Self.texts, purpose)) {
      let length = vector.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
      let isEmpty = !text.contains { $0.isLetter || $0.isNumber }
      #expect(abs(length - 1) < 1e-3 || (isEmpty && length == 0), "\(text.prefix(20)): \(length)")
    }
  }

  @Test(arguments: names) func `The same text gives the same vector, alone and among others`(name: String) throws {
    let embedder = try embedder(name)
    let together = try vectors(embedder, Self.texts, .document)
    #expect(try vectors(embedder, Self.texts, .document) == together)
    for (text, vector) in zip(Self.texts, together) { #expect(try vectors(embedder, [text], .document) == [vector]) }
    #expect(try vectors(embedder, [], .document) == [])
  }

  @Test(arguments: names) func `A question is nearer to a text about it than to another one`(name: String) throws {
    let embedder = try embedder(name)
    let texts = ["The wing of an aircraft makes lift.", "A recipe for bread with flour and yeast."]
    let passages = try vectors(embedder, texts, .document)
    let question = try vectors(embedder, ["How does an aircraft wing make lift?"], .query)[0]
    func cosine(_ left: [Float], _ right: [Float]) -> Float { zip(left, right).reduce(0) { $0 + $1.0 * $1.1 } }
    #expect(cosine(question, passages[0]) > cosine(question, passages[1]))
  }
}
