public import ManentCore
public import ManentIndex

/// A part of a document that was found for a question.
public struct Passage: Sendable, Equatable {
  /// The document's path below `documents/`.
  public var document: String
  /// Git's name for the version of the document.
  public var blob: BlobID
  /// The bytes of the document's text that it covers.
  public var range: Range<Int>
  /// The page that it begins on, from 1, where the document has pages.
  public var page: Int?
  /// The line that it begins on, from 1.
  public var line: Int
  /// The text itself.
  public var text: String
  /// How well it fits the question, from 0 to 1.
  public var score: Double
  /// The passage within its document, for providers in this process; one must do without it.
  public var surroundings: PassageText?

  /// A passage from its parts.
  public init(
    document: String, blob: BlobID, range: Range<Int>, page: Int?, line: Int, text: String, score: Double,
    surroundings: PassageText? = nil
  ) {
    self.document = document
    self.blob = blob
    self.range = range
    self.page = page
    self.line = line
    self.text = text
    self.score = score
    self.surroundings = surroundings
  }
}
