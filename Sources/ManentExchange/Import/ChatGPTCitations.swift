import ManentFormats

/// The places in an answer of ChatGPT that refer to sources, and what they refer to.
///
/// Newer answers have `U+E200 cite U+E202 turn0search0 U+E201` in the text and `content_references` beside it, each with
/// the `matched_text`. Older ones have `【6†source】` and `citations`, in the order of the text.
struct ChatGPTCitations {
  private static let (begin, separator, end): (Unicode.Scalar, Unicode.Scalar, Unicode.Scalar) =
    ("\u{E200}", "\u{E202}", "\u{E201}")

  private var links: [String: String] = [:]
  private var citations: [String] = []

  init(_ details: JSON?) {
    for reference in details?["content_references"]?.array ?? [] {
      guard let matched = reference["matched_text"]?.string, !matched.isEmpty else { continue }
      links[matched] = Self.link(to: reference)
    }
    citations = (details?["citations"]?.array ?? []).sorted { Self.place($0) < Self.place($1) }
      .map { Self.link(to: $0["metadata"] ?? .null) }
  }

  /// The text with links where it refers to a source; marks whose source is not known are left out.
  func resolved(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    guard scalars.contains(where: { (0xE200...0xE206).contains($0.value) || $0 == "\u{3010}" }) else { return text }
    var result = String.UnicodeScalarView()
    var position = 0
    let old = oldMarks(scalars)
    let oldLinks = old.count == citations.count ? citations : []
    var (nextOld, hasEnd) = (0, true)
    func insert(_ link: String) {
      let isSpaced = result.last.map { $0.properties.isWhitespace || $0 == "(" } ?? true
      if link.isEmpty {
        // The space before a mark that is left out goes with it, unless a word follows at once.
        let next = position < scalars.count ? scalars[position] : " "
        if result.last == " ", next.properties.isWhitespace || ".,;:!?)".unicodeScalars.contains(next) {
          result.removeLast()
        }
        return
      }
      if !isSpaced { result.append(" ") }
      result.append(contentsOf: link.unicodeScalars)
    }
    while position < scalars.count {
      let scalar = scalars[position]
      if nextOld < old.count, old[nextOld].lowerBound == position {
        let range = old[nextOld]
        position = range.upperBound
        if oldLinks.isEmpty {
          result.append(contentsOf: scalars[range])
        } else {
          insert(oldLinks[nextOld])
        }
        nextOld += 1
      } else if scalar == Self.begin, hasEnd {
        guard let end = scalars[position...].firstIndex(of: Self.end) else {
          hasEnd = false
          continue
        }
        let matched = String(String.UnicodeScalarView(scalars[position...end]))
        position = end + 1
        insert(links[matched] ?? "")
      } else {
        // Of a mark that is cut off only its own characters go.
        if !(0xE200...0xE206).contains(scalar.value) { result.append(scalar) }
        position += 1
      }
    }
    return String(result)
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
