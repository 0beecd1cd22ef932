public import ManentIndex

/// The text of a document.
public struct ExtractedText: Sendable, Equatable {
  /// The text as UTF-8; always valid.
  public var text: [UInt8]
  /// How it is split into passages.
  public var format: TextFormat
  /// Whether the text is the file itself, byte for byte, so that no copy of it has to be kept.
  public var isVerbatim: Bool
  /// The encoding that it was read from, when that was not UTF-8.
  public var encoding: String?
  /// The document's title, where it has one.
  public var title: String?
  /// The bytes of each page, the first one first; empty when the document has no pages.
  public var pages: [Range<Int>]
  /// How many bytes of the file stand for no character in its encoding; the text has U+FFFD in their place.
  public var replaced: Int

  /// A text from its parts.
  public init(
    text: [UInt8], format: TextFormat, isVerbatim: Bool, encoding: String? = nil, title: String? = nil,
    pages: [Range<Int>] = [], replaced: Int = 0
  ) {
    self.text = text
    self.format = format
    self.isVerbatim = isVerbatim
    self.encoding = encoding
    self.title = title
    self.pages = pages
    self.replaced = replaced
  }
}
