import ManentIndex
import TestSupport
import Testing

@Suite struct SentencesTests {
  @Test(arguments: [
    "Dr. Smith met Mrs. Jones at 3.14 p.m. on Monday. | They left, e.g. by train. | Was it late? | No!",
    "The U.S. Army bought 1.5 million of them. | It was founded in the U.S. | The rest is history.",
    "J. R. R. Tolkien wrote it in 1937. | George W. Bush did not.",
    "See Fig. 3 and eq. 12 on pp. 4 f. of vol. 2. | That was all.",
    "He said \"Stop.\" | Then he left. | (It rained.) | 'Why?' she asked.",
    "Well… | Nobody knows. | But wait... | There is more.",
    "It costs $3.50 at example.com. | Version 2.0.1 is out.[12] | Read on.",
    "Yahoo! is a company. | Really?! | Yes.",
    "He changed his mind. | Then Max. | It took 5 min. | Nobody came to the mill. | Later he left.",
    "On Main St. | The shop in St. Louis, approx. Half of it, is big.",
    "Apples, pears, etc. were sold. | He liked apples, pears, etc. | The rest he left.",
  ])
  func `English ends at stops, not at abbreviations, initials and numbers`(text: String) { check(text) }

  @Test(arguments: [
    "Das kostet z. B. 3,50 Euro bzw. mehr. | Am 3. Oktober 1990 war es so weit. | Vgl. Nr. 5 und S. 12.",
    "Er wurde im 19. Jahrhundert geboren und der Sohn kam später. | Die Stadt ist groß.",
    "„Komm mit.“ | Er ging. | »Wirklich?«, fragte sie. | Ja.",
    "Für die Jahre 2001-02. | Dabei wurde das Logo benutzt und im Radio gespielt.",
    "Die Fa. Müller u. a. Firmen sind dabei. | Es war 1985. | Ludwig XIV. Frankreichs König und der Rest folgten.",
  ])
  func `German ends at stops, not at ordinals and abbreviations`(text: String) { check(text) }

  @Test(arguments: [
    "你好。|今天天气很好！|真的吗？|是的；|我们走吧。", "他说：“我来了。”|然后走了。",
    "「行こう。」と彼は言った。|次の日、晴れた。|「はい。」|終わり。", "圆周率是3.14。|速度是１．５倍。|完。",
  ])
  func `Chinese and Japanese end at their own stops`(text: String) { check(text) }

  @Test func `Hindi, Arabic, Urdu, Burmese, Khmer, Amharic end at their own stops`() {
    for text in [
      "यह एक है। | वह दो है।", "ما هذا؟ | هذا كتاب.", "یہ ایک ہے۔ | وہ دو ہے۔", "ကျောင်း။ | သွား။", "ខ្ញុំ។ | អ្នក។",
      "ሰላም። | ደህና።",
    ] {
      check(text)
    }
  }

  @Test func `Thai ends at a space once it has a fair length, sooner before a word that begins sentences`() {
    let clause = "ภาษาไทยเป็นภาษาที่ไม่มีการเว้นวรรคระหว่างคำและไม่มีจุดจบประโยค"
    check("สวัสดีครับ \(clause) \(clause) | \(clause) \(clause) | \(clause)")
    check("\(clause) | แต่\(clause) | นอกจากนี้\(clause)")
    check("\(clause)\(clause)ในปี 1990 และ 2000 ครับ")
    check("\(clause)\(clause)อื่น ๆ ที่มี")
    check("ระยะทาง 9 กม. ไปยังวัดใน พ.ศ. 2500 กับ ดร. สมชาย")
  }

  @Test func `Headings, list items, table rows and code lines are units`() {
    let text = """
      # The title
      Some text that goes
      on here. And on.

      - first item. With two
      - second item
      1. numbered
      | a | b |
      |---|---|
      | 1. One | 2 |
      ```swift
      let a = 1. b

      print("x. Y")
      ```
      int main() {
      """
    #expect(
      Sentences.split(text) == [
        "# The title", "Some text that goes\non here.", "And on.", "- first item.", "With two", "- second item",
        "1. numbered", "| a | b |", "| 1. One | 2 |", "let a = 1. b", "print(\"x. Y\")", "int main() {",
      ])
  }

  @Test func `A line that ends early ends a unit; a wrapped one goes on`() {
    let text = """
      Introduction
      This is a paragraph that somebody has wrapped at a width of
      sixty letters, and which goes on over several lines until it
      ends.
      Yours sincerely
      Alice
      """
    #expect(Sentences.split(text).count == 4)
    #expect(Sentences.split(text)[1].hasPrefix("This is") && Sentences.split(text)[1].hasSuffix("ends."))
  }

  @Test func `Small letters throughout do not hide the ends`() {
    check("an experimental study of a wing . | the results were good . | lift is .5 here .")
    check("i went home. | then i slept. | ok")
  }

  @Test func `Lines of code, tables and JSON are never joined`() {
    for format in [TextFormat.code, .csv, .json] {
      #expect(Sentences.split("a. B\n\nc,\n", format: format) == ["a. B", "c,"])
    }
  }

  @Test func `A sentence that is too long is cut at a clause, a space, or between characters`() {
    let clauses = String(repeating: "some words here, ", count: 100)
    #expect(Sentences.split(clauses).dropLast().allSatisfy { $0.utf8.count <= 600 && $0.hasSuffix(",") })
    let words = String(repeating: "word ", count: 500)
    #expect(Sentences.split(words).allSatisfy { $0.utf8.count <= 600 && $0.hasPrefix("word") && $0.hasSuffix("word") })
    for character in ["x", "é", "語", "👩‍👩‍👧‍👦", "e\u{301}", "ที่"] {
      let pieces = Sentences.split(String(repeating: character, count: 700))
      #expect(pieces.joined() == String(repeating: character, count: 700))
      #expect(pieces.allSatisfy { $0.utf8.count <= 600 && $0.count * character.utf8.count == $0.utf8.count })
    }
  }

  @Test func `Nothing but blanks and punctuation holds no sentence`() {
    for text in ["", " \n\t\u{3000}\u{FEFF}", "...", "---\n\n***", "。"] { #expect(Sentences.split(text) == []) }
  }

  @Test func `Whatever the bytes, ranges stay inside, in order and apart, and hold every letter`() {
    var random = SeededGenerator(seed: 1)
    for round in 0..<3000 {
      let bytes = round.isMultiple(of: 4) ? random.bytes(upTo: 300) : Array(random.text(upTo: 200).utf8)
      let lower = Int.random(in: 0...bytes.count, using: &random)
      let upper = Int.random(in: lower...bytes.count, using: &random)
      let part = round.isMultiple(of: 3) ? lower..<upper : 0..<bytes.count
      let ranges = bytes.withUnsafeBufferPointer { Sentences.ranges(in: $0, within: part, limit: 40) }
      var end = part.lowerBound
      for range in ranges {
        #expect(range.lowerBound >= end && !range.isEmpty && range.upperBound <= part.upperBound)
        #expect(!bytes[end..<range.lowerBound].contains { isPlainLetter($0) })
        end = range.upperBound
      }
      #expect(!bytes[end..<part.upperBound].contains { isPlainLetter($0) })
    }
  }

  /// Expects the sentences that the text shows between bars.
  private func check(_ marked: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let expected = marked.split(separator: "|").map { part in
      String(part).trimmingBlanks
    }
    let isSpaced = marked.contains(" | ")
    let text = expected.joined(separator: isSpaced ? " " : "")
    #expect(Sentences.split(text) == expected, sourceLocation: sourceLocation)
  }

  private func isPlainLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }
}

extension String {
  fileprivate var trimmingBlanks: String {
    var text = Substring(self)
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
