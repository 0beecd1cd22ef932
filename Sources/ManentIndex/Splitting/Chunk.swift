/// A part of a document that is embedded and found as one.
public struct Chunk: Sendable, Hashable {
  /// Where it is in the document's text, in bytes.
  public var range: Range<Int>
  /// The headings that hold for all of it, from the outermost; a heading that opens the chunk is among them. Empty
  /// outside Markdown.
  public var headings: [String]
  /// The page that it begins on, from 1; `nil` in a text without pages.
  public var page: Int?

  /// A chunk from its parts.
  public init(range: Range<Int>, headings: [String] = [], page: Int? = nil) {
    self.range = range
    self.headings = headings
    self.page = page
  }
}
