import ManentIndex

/// What a document is about, in its own words: its headings with the first sentence below each.
struct DocumentSketch {
  /// A heading and what follows it.
  struct Section {
    var level: Int
    var title: String
    var sentence: String
  }

  /// The headings in order; none for a document that has none.
  var sections: [Section] = []
  /// The first sentences, for a document without headings.
  var opening: [String] = []
  /// The names of the columns and the number of rows, for a table.
  var table: (columns: [String], rows: Int)?

  /// At most how many headings are told.
  private static let most = 12
  /// Characters beyond which a sentence is cut.
  private static let longest = 200
  /// How much of a document is looked at, in bytes.
  private static let reach = 4 << 20

  /// The sketch of a document's text.
  ///
  /// - Parameters:
  ///   - text: the text in UTF-8.
  ///   - fileExtension: of the document's name.
  init(_ text: [UInt8], fileExtension: String) {
    let text = Array(text.prefix(Self.reach))
    let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self).droppingBlanks
    }
    if let mark = ["csv": ",", "tsv": "\t"][fileExtension] as Character?, let head = lines.first(where: { !$0.isEmpty })
    {
      let columns = head.split(separator: mark, omittingEmptySubsequences: false).map {
        String($0).droppingBlanks.filter { $0 != "\"" }
      }
      table = (columns, max(0, lines.count { !$0.isEmpty } - 1))
      return
    }
    sections = Self.kept(Self.sections(of: lines))
    if sections.isEmpty { opening = Array(Self.sentences(of: lines, limit: 3)) }
  }

  private static func sections(of lines: [String]) -> [Section] {
    var sections: [Section] = []
    var body: [String] = []
    var isFenced = false
    func close() {
      guard !sections.isEmpty else { return }
      sections[sections.count - 1].sentence = sentences(of: body, limit: 1).first ?? ""
    }
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("```") || line.hasPrefix("~~~") { isFenced.toggle() }
      let next = index + 1 < lines.count ? lines[index + 1] : ""
      if !isFenced, let heading = heading(line, after: index > 0 ? lines[index - 1] : "", before: next) {
        close()
        sections.append(Section(level: heading.level, title: heading.title, sentence: ""))
        body = []
      } else if body.count < 40 {
        body.append(line)
      }
    }
    close()
    return sections
  }

  /// A heading of Markdown, a line that is underlined, or one in capitals as manual pages have them.
  private static func heading(_ line: String, after: String, before next: String) -> (level: Int, title: String)? {
    let marks = line.prefix { $0 == "#" }
    if (1...6).contains(marks.count), line.dropFirst(marks.count).first == " " {
      let title = line.drop { $0 == "#" || $0 == " " }
      return title.isEmpty ? nil : (marks.count, String(title))
    }
    guard !line.isEmpty, line.count <= 70, line.contains(where: \.isLetter) else { return nil }
    if next.count >= 3, let mark = next.first, mark == "=" || mark == "-", next.allSatisfy({ $0 == mark }),
      after.isEmpty
    {
      return (mark == "=" ? 1 : 2, line)
    }
    let letters = line.filter(\.isLetter)
    guard after.isEmpty, letters.count >= 4, letters.allSatisfy(\.isUppercase), !line.contains("(") else { return nil }
    return (1, line)
  }

  /// The upper levels, so that a long document gives its outline and not its first chapter.
  private static func kept(_ sections: [Section]) -> [Section] {
    guard sections.count > most else { return sections }
    for depth in sections.map(\.level).sorted().reversed() {
      let upper = sections.filter { $0.level < depth }
      if upper.count >= 3, upper.count <= most { return upper }
    }
    return Array(sections.prefix(most))
  }

  private static func sentences(of lines: [String], limit: Int) -> [String] {
    let text = Array(lines.joined(separator: "\n").utf8.prefix(8192))
    return Sentences.ranges(in: text).lazy.map { range in
      String(decoding: text[range], as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }.filter { sentence in
      !"|`<>[{=-".contains(sentence.first ?? "|") && sentence.contains(where: \.isLetter)
    }.prefix(limit).map { $0.count > longest ? $0.prefix(longest).trimmedToWord + " …" : $0 }
  }
}

extension String {
  /// The text without the white space around it.
  var droppingBlanks: String {
    let start = drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}

extension Substring {
  /// The text up to its last blank.
  fileprivate var trimmedToWord: String {
    guard let blank = lastIndex(of: " ") else { return String(self) }
    return String(self[..<blank])
  }
}
