/// How a text is laid out, which decides where it may be split.
public enum TextFormat: String, Sendable, Hashable, CaseIterable {
  /// Paragraphs between blank lines.
  case plain
  /// Markdown (CommonMark): headings, fenced code, lists, tables.
  case markdown
  /// Source code: lines, blank lines, declarations.
  case code
  /// Rows, in quotes where they hold line breaks (RFC 4180).
  case csv
  /// One JSON value, or one a line.
  case json
}
