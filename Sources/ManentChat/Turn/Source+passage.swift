import ManentCore
import ManentPlugins
import ManentRecords

extension Source {
  /// A source from a passage and the bytes of the document's text that are quoted from it.
  init(_ passage: Passage, quotes: [Range<Int>]) {
    self.init(
      document: passage.document, blob: passage.blob.description, range: passage.range, page: passage.page,
      line: passage.line, score: (passage.score * 10_000).rounded() / 10_000,
      quotes: quotes.map { range in
        let before = passage.text.utf8.prefix(max(0, range.lowerBound - passage.range.lowerBound))
        return Quote(range: range, line: passage.line + before.count { $0 == UInt8(ascii: "\n") })
      })
  }
}
