/// Subtitles of (Advanced) SubStation Alpha: below `[Events]` a line `Format:` names the columns, and each line `Dialogue:`
/// is a piece.
enum SubStationText {
  private static let columns = [
    "layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text",
  ]

  /// The pieces in the order of their times; `nil` when a text is nothing of this kind.
  static func cues(in text: String) -> [SubtitleExtractor.Cue]? {
    var columns = columns
    var isInEvents = false
    var isKnown = false
    var found: [(start: Int, cue: SubtitleExtractor.Cue)] = []
    for line in text.split(whereSeparator: \.isNewline) {
      let line = trimmed(line)
      if line.first == "[" {
        isInEvents = line.lowercased() == "[events]"
        isKnown = isKnown || isInEvents || line.lowercased() == "[script info]"
      } else if isInEvents, let names = value(of: "format", in: line) {
        columns = names.split(separator: ",").map { trimmed($0).lowercased() }
      } else if isInEvents, let values = value(of: "dialogue", in: line) {
        // The text is the last column, and may hold commas.
        let values = values.split(
          separator: ",", maxSplits: max(0, columns.count - 1), omittingEmptySubsequences: false)
        func column(_ names: String...) -> Substring? {
          columns.firstIndex { names.contains($0) }.flatMap { $0 < values.count ? trimmed(values[$0]) : nil }
        }
        let lines = words(column("text") ?? values.last ?? "")
        guard !lines.isEmpty else { continue }
        let voice = column("name", "actor").flatMap { $0.isEmpty ? nil : String($0) }
        found.append((milliseconds(column("start") ?? ""), .init(voice: voice, lines: lines)))
      }
    }
    guard isKnown else { return nil }
    return found.enumerated().sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }.map(
      \.element.cue)
  }

  private static func value(of key: String, in line: Substring) -> Substring? {
    guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == key else { return nil }
    return line[line.index(after: colon)...]
  }

  /// The lines of a piece without `{\i1}` and other commands, and without drawings (`{\p1}m 0 0 …{\p0}`).
  private static func words(_ text: Substring) -> [String] {
    var result = ""
    var isDrawing = false
    var rest = text
    while let character = rest.first {
      if character == "{", let end = rest.firstIndex(of: "}") {
        for command in rest[..<end].split(separator: "\\").dropFirst() where command.first == "p" {
          let size = command.dropFirst()
          if !size.isEmpty, size.allSatisfy(\.isNumber) { isDrawing = size.contains { $0 != "0" } }
        }
        rest = rest[rest.index(after: end)...]
        continue
      }
      if character == "\\", let next = rest.dropFirst().first, "Nnh".contains(next) {
        if !isDrawing { result.append(next == "N" ? "\n" : " ") }
        rest.removeFirst(2)
        continue
      }
      if !isDrawing { result.append(character) }
      rest.removeFirst()
    }
    return result.split(separator: "\n").map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
      .filter { !$0.isEmpty }
  }

  /// `1:02:03.45`; 0 for what is no time.
  private static func milliseconds(_ text: Substring) -> Int {
    let parts = text.split(separator: ":").map { Double($0) ?? 0 }
    let seconds = parts.reduce(0) { $0 * 60 + $1 }
    return seconds.isFinite && seconds < 1e9 ? Int(seconds * 1000) : 0
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
