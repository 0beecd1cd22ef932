/// A part of a document that can answer on its own, as the document is laid out: a sentence, a list item, a row, an
/// option with its description, a pair of key and value, a block of code.
public struct AnswerUnit: Sendable, Hashable {
  /// What the unit is, which decides how far a quotation of it may reach.
  public enum Kind: Sendable, Hashable {
    /// A sentence of a paragraph.
    case sentence
    /// An item of a list.
    case item
    /// A line that is never joined with another: a row, a log line, a pair of key and value, a line of code.
    case record
    /// A block of code in a text.
    case code
  }

  /// What the unit is.
  public var kind: Kind
  /// Its bytes.
  public var range: Range<Int>
  /// The bytes that belong before it when it is quoted: an option, a term, the lead of a list, the sentence that
  /// introduces code.
  public var lead: Range<Int>?
  /// The header of its table, or the comment above its line.
  public var header: Range<Int>?
  /// Its paragraph or list.
  public var block: Range<Int>
  /// The section that it stands in, by its number in ``Outline/sections``.
  public var section: Int
  /// Its place among the blocks of its section, from 0.
  public var place: Int

  init(
    _ kind: Kind, _ range: Range<Int>, lead: Range<Int>? = nil, header: Range<Int>? = nil, block: Range<Int>? = nil,
    section: Int, place: Int
  ) {
    self.kind = kind
    self.range = range
    self.lead = lead
    self.header = header
    self.block = block ?? range
    self.section = section
    self.place = place
  }
}

/// A heading, a question or a term with all that stands under it.
public struct OutlineSection: Sendable, Hashable {
  /// The section around it; -1 for the text itself.
  var parent: Int
  /// The words of its title, without marks.
  var title: Range<Int>
  /// How deep it is: 1 to 9 for headings, 10 for questions, from 20 on for terms, by their indentation.
  var level: Int
  /// Whether what stands in it is not to be quoted: a synopsis, a table of contents.
  var isSilent: Bool
}
