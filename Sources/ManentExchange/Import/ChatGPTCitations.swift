import ManentFormats

/// The places in an answer of ChatGPT that refer to sources, and what they refer to.
///
/// Newer answers have `U+E200 cite U+E202 turn0search0 U+E201` in the text and `content_references` beside it, each with
/// the `matched_text`; other marks of that make show a word (``ChatGPTMark``). Older ones have `【6†source】` and `citations`, in the
/// order of the text.
struct ChatGPTCitations {
  private static let (begin, separator, end): (Unicode.Scalar, Unicode.Scalar, Unicode.Scalar) =
    ("\u{E200}", "\u{E202}", "\u{E201}")

  private var links: [String: String] = [:]
  private var citations: [Citation] = []

  private struct Citation {
    var link: String
    /// Where its mark begins in the text, in code points.
    var start: Int?
    /// The number in its mark.
    var index: Int?
  }

  init(_ details: JSON?) {
    for reference in details?["content_references"]?.array ?? [] {
      guard let matched = reference["matched_text"]?.string, !matched.isEmpty else { continue }
      links[matched] = Self.link(to: reference)
    }
    citations = (details?["citations"]?.array ?? []).sorted { Self.place($0) < Self.place($1) }
      .map { citation in
        let details = citation["metadata"] ?? .null
        let index = details["extra"]?["cited_message_idx"]?.int ?? details["citation_index"]?.int
        return Citation(link: Self.link(to: details), start: citation["start_ix"]?.int, index: index)
      }
  }

  /// The text with links where it refers to a source, and with the words that other marks show; marks whose source is not
  /// known are left out.
  func resolved(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    guard scalars.contains(where: { Self.isOfMarks($0) || $0 == "\u{3010}" }) else { return text }
    var result = String.UnicodeScalarView()
    var position = 0
    let old = oldMarks(scalars)
    var (nextOld, hasEnd) = (0, true)
    func insert(_ link: String, isWord: Bool = false) {
      let isSpaced = result.last.map { $0.properties.isWhitespace || $0 == "(" } ?? true
      if link.isEmpty {
        // The space before a mark that is left out goes with it, unless a word follows at once.
        let next = position < scalars.count ? scalars[position] : " "
        if result.last == " ", next.properties.isWhitespace || ".,;:!?)".unicodeScalars.contains(next) {
          result.removeLast()
        }
        return
      }
      if !isSpaced, !isWord { result.append(" ") }
      result.append(contentsOf: link.unicodeScalars)
    }
    while position < scalars.count {
      let scalar = scalars[position]
      if nextOld < old.count, old[nextOld].lowerBound == position {
        let range = old[nextOld]
        position = range.upperBound
        insert(oldLink(scalars, range, number: nextOld, of: old.count))
        nextOld += 1
      } else if scalar == Self.begin, hasEnd {
        guard let end = scalars[position...].firstIndex(of: Self.end) else {
          hasEnd = false
          continue
        }
        let matched = String(String.UnicodeScalarView(scalars[position...end]))
        let mark = ChatGPTMark(String(String.UnicodeScalarView(scalars[(position + 1)..<end])))
        position = end + 1
        let known = links[matched] ?? ""
        if mark.isWord, !mark.text.isEmpty || known.isEmpty {
          insert(mark.text, isWord: true)
        } else {
          insert(known.isEmpty ? mark.text : known, isWord: known.isEmpty)
        }
      } else {
        // Of a mark that is cut off only its own characters go.
        if !Self.isOfMarks(scalar) { result.append(scalar) }
        position += 1
      }
    }
    return String(result)
  }

  /// Whether a character is one of those that marks are made of.
  private static func isOfMarks(_ scalar: Unicode.Scalar) -> Bool { (0xE200...0xE20F).contains(scalar.value) }

  /// What an older mark refers to: as the references say, or the citation at its place in the text or of its number; the
  /// name in it (`【4:0†report.pdf】`) where nothing is said of it.
  private func oldLink(_ scalars: [Unicode.Scalar], _ range: Range<Int>, number: Int, of count: Int) -> String {
    let matched = String(String.UnicodeScalarView(scalars[range]))
    if let link = links[matched], !link.isEmpty { return link }
    if count == citations.count { return citations[number].link }
    if let there = citations.first(where: { $0.start == range.lowerBound }) { return there.link }
    let inner = matched.dropFirst().dropLast()
    if let index = Int(inner.prefix { $0.isNumber }), let named = citations.first(where: { $0.index == index }) {
      return named.link
    }
    let name = inner.split(separator: "\u{2020}", maxSplits: 1).dropFirst().first ?? ""
    let isPlace =
      name == "source" || name.first == "L" && name.dropFirst().allSatisfy { $0.isNumber || "L-".contains($0) }
    return name.isEmpty || isPlace ? "" : "(\(name))"
  }

  /// The places of `【6†source】` and its like.
  private func oldMarks(_ scalars: [Unicode.Scalar]) -> [Range<Int>] {
    var marks: [Range<Int>] = []
    var start: Int?
    for (index, scalar) in scalars.enumerated() {
      if scalar == "\u{3010}" { start = index }
      guard scalar == "\u{3011}", let opened = start else { continue }
      start = nil
      let inner = scalars[(opened + 1)..<index]
      if let first = inner.first, ("0"..."9").contains(first), inner.contains("\u{2020}") {
        marks.append(opened..<(index + 1))
      }
    }
    return marks
  }

  private static func place(_ citation: JSON) -> Int { citation["start_ix"]?.int ?? 0 }

  /// A reference as Markdown: as ChatGPT writes it, else its titles and addresses.
  private static func link(to reference: JSON) -> String {
    if let given = reference["alt"]?.string, !given.isEmpty { return given }
    let items = reference["items"]?.array ?? [reference]
    let links = items.compactMap { item -> String? in
      guard let address = item["url"]?.string, address.hasPrefix("http://") || address.hasPrefix("https://"),
        !address.contains(where: { $0.isWhitespace || $0 == "<" || $0 == ">" })
      else { return item["name"]?.string ?? item["title"]?.string }
      let title = item["title"]?.string ?? address
      let label = title.filter { $0 != "[" && $0 != "]" }.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      // Brackets would end the link; they mean the same when they are written so.
      let target = address.map { $0 == "(" ? "%28" : $0 == ")" ? "%29" : String($0) }.joined()
      return "[\(label)](\(target))"
    }
    return links.isEmpty ? "" : "(\(links.joined(separator: ", ")))"
  }
}
