import TestSupport
import Testing

@testable import ManentExtraction

@Suite struct HTMLHostilityTests {
  private static let openings = [
    "<div>", "<b>", "<p>", "<ul><li>", "<ol>", "<table><tr><td>", "<td>", "<tr>", "<h1>", "<svg>", "<noscript>",
    "<template>",
    "<pre>", "<blockquote>x", "<table>", "<a href='", "<!--", "<![CDATA[", "&", "&#", "<", "</", "<title>", "<select>",
    "<table><tr><td>x<td>y", "<ul><li>x", "<p title=a ", "<br>x", "<img alt=x>", "<textarea>",
    "&CounterClockwiseContourIntegra",
  ]

  @Test(arguments: openings)
  func `A hundred thousand unclosed tags take time and space by their number alone`(opening: String) {
    let page = Array(String(repeating: opening, count: 100_000).utf8)
    var text = ""
    let duration = ContinuousClock().measure { text = HTMLText.extract(page + Array("end".utf8)).text }
    #expect(duration < .seconds(20))
    #expect(text.utf8.count < 4 * page.count)
  }

  @Test func `No string of bytes makes the reader crash`() {
    let pieces =
      Self.openings.map { Array($0.utf8) } + [
        Array("</pre>".utf8), Array("</td></tr></table>".utf8), Array("</svg>".utf8), Array("</ul>".utf8),
        Array(">".utf8),
        Array("-->".utf8), Array("'".utf8), Array(" x ".utf8), Array("é".utf8), [0xFF], [0x00], [0xC2], [0xE2, 0x80],
        [0xEF, 0xBB],
      ]
    var random = SeededGenerator(seed: 1)
    for _ in 0..<5000 {
      let page = (0..<Int.random(in: 0...30, using: &random)).flatMap { _ in pieces.randomElement(using: &random) ?? []
      }
      let text = HTMLText.extract(page).text
      #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
    }
  }
}
