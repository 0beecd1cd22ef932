public import ManentRecords

/// A source as a text for people.
public enum SourceText {
  /// The document and its page, then the line and the bytes of its text: of each quotation, or of the passage when
  /// there is none.
  public static func citation(_ source: Source) -> String {
    let page = source.page.map { ", page \($0)" } ?? ""
    let places =
      source.quotes.isEmpty
      ? [place(source.line, source.range)] : source.quotes.map { place($0.line, $0.range) }
    // The name of a file may have anything in it, and a citation is one line.
    let document = source.document.split(whereSeparator: \.isNewline).joined(separator: " ")
    return "\(document)\(page), \(places.joined(separator: "; "))"
  }

  private static func place(_ line: Int?, _ range: Range<Int>) -> String {
    (line.map { "line \($0), " } ?? "") + "bytes \(range.lowerBound)–\(range.upperBound)"
  }
}
