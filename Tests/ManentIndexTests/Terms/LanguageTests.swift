import ManentCore
import Testing

@testable import ManentIndex

/// Words are cut by the language of their text, or by their script.
struct LanguageTests {
  private func language(_ text: String) -> TextLanguage {
    LanguageGuess.language(of: FoldedText(Array(text.utf8), for: .terms))
  }

  private func stem(_ word: String, _ language: TextLanguage) -> String? {
    var stems: [String] = []
    let stemmer = Stemmer()
    FoldedText(Array(word.utf8), for: .terms).forEachWord { _, folded, written in
      stemmer.stem(folded, written: written, language)
      stems.append(String(decoding: stemmer.word, as: UTF8.self))
    }
    return stems.count == 1 ? stems[0] : nil
  }

  @Test(arguments: [
    (TextLanguage.english, "Water boils at a hundred degrees, and the steam that comes from it turns the wheel."),
    (.german, "Die Wohnungen werden jedes Jahr im Frühling von den Handwerkern gestrichen."),
    (.french, "Les chevaux sont nourris deux fois par jour dans les écuries royales."),
    (.spanish, "Los paquetes se entregan en cinco días después de la compra."),
    (.italian, "Le stazioni della metropolitana sono aperte fino a mezzanotte anche nei giorni festivi."),
    (.dutch, "Het water van de rivier wordt elke zomer door het bedrijf gezuiverd."),
    (.portuguese, "As informações sobre os horários estão na página da empresa e não mudam."),
    (.catalan, "Les botigues del centre obren els diumenges per als visitants que arriben amb el tren."),
    (.romanian, "Cărțile sunt împrumutate pentru două săptămâni și nu pot fi prelungite mai mult de o lună."),
    (.swedish, "Bilarna är parkerade på gatan och det finns inte någon plats för fler."),
    (.danish, "Bilerne er parkeret på gaden, og der er ikke plads til mere, hvad man end gør af ting."),
    (.norwegian, "Bilene er parkert på gaten, og det er ikke mye plass til mer, hva man enn gjør av ting."),
    (.finnish, "Talot ovat vanhoja, mutta ne on korjattu niin että niissä voi asua myös talvella."),
    (.hungarian, "A könyveket két hétre lehet kölcsönözni, és nem lehet meghosszabbítani egy hónapnál tovább."),
    (.turkish, "Kitaplar iki hafta için ödünç verilir ve bu süre bir aydan daha uzun olamaz."),
    (.indonesian, "Buku dapat dipinjam untuk dua minggu dan tidak bisa diperpanjang dari satu bulan."),
    (.english, "Regen Schnee Wind"), (.english, ""), (.english, "0,1,2\n3,4,5"),
  ])
  func `a text is known by its function words`(expected: TextLanguage, text: String) {
    #expect(language(text) == expected)
  }

  @Test(arguments: [
    (TextLanguage.german, ["Haus", "Häuser", "Häusern", "Hauses"]), (.german, ["Kündigung", "Kündigungen"]),
    (.french, ["cheval", "chevaux"]), (.french, ["congé", "congés"]), (.spanish, ["devolución", "devoluciones"]),
    (.spanish, ["máquina", "máquinas"]), (.italian, ["stazione", "stazioni"]), (.dutch, ["rivier", "rivieren"]),
    (.portuguese, ["informação", "informações"]), (.swedish, ["bil", "bilar", "bilarna"]),
    (.danish, ["bil", "biler", "bilerne"]),
    (.norwegian, ["bil", "biler", "bilene"]), (.finnish, ["talo", "talot", "talossa"]),
    (.hungarian, ["könyv", "könyvek", "könyveket"]), (.turkish, ["kitap", "kitaplar"]),
    (.indonesian, ["pinjam", "dipinjam"]),
    // The script alone decides.
    (.english, ["книга", "книги", "книгой"]), (.english, ["новый", "новая", "нового"]),

    (.german, ["читатель", "читатели"]), (.english, ["δρόμος", "δρόμοι"]), (.english, ["كتاب", "الكتاب"]),
    (.english, ["किताब", "किताबें"]),
  ])
  func `forms of one word have one stem`(language: TextLanguage, forms: [String]) {
    #expect(Set(forms.map { stem($0, language) }).count == 1, "\(forms.map { stem($0, language) ?? "-" })")
  }

  @Test func `what has digits, and letters that no algorithm is made for, stay`() {
    #expect(stem("E0111", .german) == "e0111")
    #expect(stem("будинків", .english) == "будинків")
    #expect(stem("ספרים", .english) == "ספרים")
  }

  @Test(arguments: ["Häuser", "devolución", "новый", "İstanbul", "ξενοδοχείο"])
  func `an accent after its letter makes the same stem`(word: String) {
    let decomposed = String(word.unicodeScalars.flatMap(Self.decomposed))
    for language in TextLanguage.latin { #expect(stem(word, language) == stem(decomposed, language)) }
  }

  private static func decomposed(_ scalar: Unicode.Scalar) -> [Character] {
    switch scalar {
    case "ä": ["a", "\u{308}"]
    case "ó": ["o", "\u{301}"]
    case "й": ["и", "\u{306}"]
    case "İ": ["I", "\u{307}"]
    case "ί": ["ι", "\u{301}"]
    default: [Character(scalar)]
    }
  }

  @Test func `a passage is marked by its language, and a question is cut by those of the index`() throws {
    let passages = [
      "Die Häuser am See werden im Frühling gestrichen und sind dann nicht bewohnt.",
      "The lake is deep, and the houses on its shore are old.",
    ]
    var builder = PostingRunBuilder()
    for passage in passages {
      Array(passage.utf8).withUnsafeBufferPointer { builder.add($0, trail: "lake.md") }
    }
    let run = try PostingRun(builder.bytes(), name: "run")
    let index = PostingIndex([PostingIndex.Part(first: 0, run: run)], gone: RowSet())
    #expect(index.terms(from: "_", to: "`", limit: 9).map(\.term) == ["_de"])
    let plan = try QueryPlan("Wann wird ein Haus gestrichen?", chunkCount: 2, vocabulary: IndexedTerms(index: index))
    #expect(plan.languages == [.german])
    let house = try #require(plan.terms.first { $0.word == "haus" })
    #expect(house.chunks == 1)
    #expect(index.top(5, terms: house.indexed) == [0])
    let reading = plan.rank(passages.map { Candidate(text: $0, trail: "lake.md", cosine: 0) })
    #expect(reading.first?.index == 0)
    #expect(reading.first.map { $0.evidence.exact > 0.3 } == true)
  }

  @Test func `accents that are not typed are found all the same`() throws {
    let passage = "Las devoluciones son gratuitas durante un mes después de la compra."
    var builder = PostingRunBuilder()
    Array(passage.utf8).withUnsafeBufferPointer { builder.add($0, trail: "almacen.md") }
    let index = PostingIndex(
      [PostingIndex.Part(first: 0, run: try PostingRun(builder.bytes(), name: "run"))], gone: RowSet())
    let plan = try QueryPlan("es gratis la devolucion?", chunkCount: 1, vocabulary: IndexedTerms(index: index))
    #expect(plan.terms.first { $0.word == "devolucion" }?.chunks == 1)
  }
}

/// The words of an index, as a question looks them up.
private struct IndexedTerms: Vocabulary {
  let index: PostingIndex

  func chunks(containing term: String) -> Int { index.passages(holding: term) }

  func terms(from lower: String, to upper: String) -> [(term: String, chunks: Int)] {
    index.terms(from: lower, to: upper, limit: 2_000).map { ($0.term, $0.passages) }
  }
}
