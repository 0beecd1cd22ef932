/// What the catalog knows of a passage: one chunk of one document.
public struct PassageRow: Sendable, Equatable {
  /// The row of its code in the merged index cache.
  public var id: Int
  /// The document's row.
  public var document: Int
  /// Its place in the document's segment, from 0.
  public var ordinal: Int
  /// The bytes of the document's text that it covers.
  public var range: Range<Int>
  /// The line of the text that it begins on, from 1.
  public var line: Int
  /// The page that it begins on, from 1, where the document has pages.
  public var page: Int?
  /// What stands above it in the document: titles, the header of a table.
  public var context: String

  /// A row from its parts.
  public init(id: Int, document: Int, ordinal: Int, range: Range<Int>, line: Int, page: Int?, context: String = "") {
    self.id = id
    self.document = document
    self.ordinal = ordinal
    self.range = range
    self.line = line
    self.page = page
    self.context = context
  }
}

/// A passage with the document that it is in.
public struct PassagePlace: Sendable, Equatable {
  /// The passage.
  public var passage: PassageRow
  /// The document.
  public var document: DocumentRow
}
