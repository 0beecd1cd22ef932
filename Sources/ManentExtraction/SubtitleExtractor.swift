import ManentIndex
import ManentPlugins

/// Subtitles (SubRip and WebVTT): what is said, without the numbers and times of the pieces that it is cut into.
struct SubtitleExtractor: Extractor {
  let name = "subtitles"

  var extensions: Set<String> { ["srt", "vtt"] }

  func extract(_ bytes: [UInt8], fileName: String) throws -> ExtractedText? {
    guard let decoded = TextDecoding.decode(bytes) else { return nil }
    let text = String(decoding: decoded.text, as: UTF8.self)
    // A file with neither times nor WebVTT's first word is something else under this name: its text stays as it is.
    let isSubtitles = text.contains("-->") || text.hasPrefix("WEBVTT")
    let spoken = isSubtitles ? Self.spoken(in: text) : text
    return ExtractedText(
      text: Array(spoken.utf8), format: .plain, isVerbatim: false, encoding: decoded.encoding,
      replaced: decoded.replaced)
  }

  /// The words, a line for each sentence as far as its end shows.
  private static func spoken(in text: String) -> String {
    var result = ""
    for cue in cues(in: text) {
      let words = cue.map { HTMLReferences.decoded(Array(plain($0).utf8)[...]) }
        .map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ").split(whereSeparator: \.isWhitespace)
        .joined(separator: " ")
      guard !words.isEmpty else { continue }
      if let last = result.last { result += ".!?…:\"”»)]".contains(last) ? "\n" : " " }
      result += words
    }
    return result.isEmpty ? "" : result + "\n"
  }

  /// The lines of each piece: those between a line with times and a blank one. What is before the first, and notes and
  /// styles between them, is for programs.
  private static func cues(in text: String) -> [[Substring]] {
    var cues: [[Substring]] = []
    var isOpen = false
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if line.contains("-->") {
        // A piece without a blank line before the next one ends with that one's number.
        if isOpen, let number = cues.last?.last, number.allSatisfy(\.isNumber), cues[cues.count - 1].count > 1 {
          cues[cues.count - 1].removeLast()
        }
        isOpen = true
        cues.append([])
      } else if line.allSatisfy(\.isWhitespace) {
        isOpen = false
      } else if isOpen {
        cues[cues.count - 1].append(line)
      }
    }
    return cues
  }

  /// A line without its marks: `<i>`, `<v Ada>`, `{\an8}`.
  private static func plain(_ line: Substring) -> String {
    var result = ""
    var rest = line
    while let character = rest.first {
      let end: Character? = character == "<" ? ">" : character == "{" && rest.dropFirst().first == "\\" ? "}" : nil
      if let end, let place = rest.firstIndex(of: end) {
        rest = rest[rest.index(after: place)...]
      } else {
        result.append(character)
        rest.removeFirst()
      }
    }
    return result
  }
}
