/// Cuts a document into chunks along its structure.
///
/// Chunks are in order and do not overlap, begin and end with something that is not blank, never cut a character and
/// together hold everything that is not blank. The work grows with the length of the text and nothing else.
public enum Splitter {
  /// The chunks of a text.
  /// - Parameters:
  ///   - text: UTF-8.
  ///   - format: what the text is made of.
  ///   - settings: how large chunks become.
  ///   - pages: where the document's pages are in the text. Without them, form feeds tell the pages of plain text and
  ///     Markdown apart, as `pdftotext` writes them.
  public static func split(
    _ text: UnsafeBufferPointer<UInt8>, format: TextFormat, settings: SplitterSettings = SplitterSettings(),
    pages: [Range<Int>] = []
  ) -> [Chunk] {
    let bytes = TextBytes(text)
    let pages = PageStarts(bytes, pages: pages, format: format)
    var packer = ChunkPacker(bytes, settings: settings, pages: pages)
    switch format {
    case .plain: PlainSplitter(bytes).split(into: &packer)
    case .markdown: MarkdownSplitter(bytes).split(into: &packer)
    case .code: CodeSplitter(bytes).split(0..<text.count, into: &packer)
    case .csv: RowSplitter(bytes).split(into: &packer)
    case .json: ElementSplitter(bytes).split(into: &packer)
    }
    return packer.finish()
  }

  /// The chunks of a text.
  public static func split(
    _ text: [UInt8], format: TextFormat, settings: SplitterSettings = SplitterSettings(), pages: [Range<Int>] = []
  ) -> [Chunk] {
    text.withUnsafeBufferPointer { split($0, format: format, settings: settings, pages: pages) }
  }
}
