import Testing

@testable import ManentIndex

struct WordSimilarityTests {
  private func similarity(_ first: String, _ second: String) -> Float {
    var similarity = WordSimilarity()
    let (first, second) = (ComparableWord(first), ComparableWord(second))
    let result = similarity.similarity(first, second)
    #expect(similarity.similarity(second, first) == result)
    return result
  }

  @Test(arguments: [
    ("panhters", "panthers"), ("surrende", "surrender"), ("gnadhi", "gandhi"), ("defnese", "defense"),
    ("прывет", "привет"),
    ("universsity", "unviersity"),
  ])
  func `a word with a typing error is nearly the word`(typed: String, meant: String) {
    #expect(similarity(typed, meant) == WordSimilarity.typingError)
  }

  @Test func `words that begin alike are related`() {
    #expect(similarity("conquest", "conquered") == WordSimilarity.sameBeginning)
    #expect(similarity("constant", "constitution") == 0)
  }

  @Test func `a compound holds its parts`() {
    #expect(similarity("regierungssystem", "system") == WordSimilarity.compound)
    #expect(similarity("tem", "system") == 0)
  }

  @Test(arguments: [("1915", "1916"), ("10000", "100000"), ("cat", "car"), ("", "word"), ("anthem", "points")])
  func `numbers, short words and strangers are not alike`(first: String, second: String) {
    #expect(similarity(first, second) == 0)
  }

  @Test func `a distance counts a swap as one edit`() {
    var table = EditDistance()
    func distance(_ first: String, _ second: String, limit: Int = 9) -> Int {
      table.distance(ComparableWord(first).characters, ComparableWord(second).characters, limit: limit)
    }
    #expect(distance("abcd", "abdc") == 1)
    #expect(distance("kitten", "sitting") == 3)
    #expect(distance("", "abc") == 3)
    #expect(distance("same", "same") == 0)
    #expect(distance("kitten", "sitting", limit: 1) == 2)
  }
}
