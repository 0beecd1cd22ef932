/// A chunk as a segment records it.
public struct SegmentChunk: Sendable, Hashable {
  /// Where it is in the document's text, in bytes.
  public var range: Range<Int>
  /// The page that it begins on, from 1; `nil` in a text without pages.
  public var page: Int?

  /// A chunk from its parts.
  public init(range: Range<Int>, page: Int? = nil) {
    self.range = range
    self.page = page
  }

  /// What a segment keeps of a chunk that the splitter made.
  public init(_ chunk: Chunk) { self.init(range: chunk.range, page: chunk.page) }
}
