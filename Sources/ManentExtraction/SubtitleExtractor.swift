import ManentIndex
import ManentPlugins

/// Subtitles (SubRip, WebVTT, Advanced SubStation Alpha): what is said, without the numbers and times of the pieces that it is cut into.
struct SubtitleExtractor: Extractor {
  let name = "subtitles"

  var extensions: Set<String> { ["srt", "vtt", "ass", "ssa"] }

  func extract(_ bytes: [UInt8], fileName: String) throws -> ExtractedText? {
    guard let decoded = TextDecoding.decode(bytes) else { return nil }
    let text = String(decoding: decoded.text, as: UTF8.self)
    // A file with neither times nor WebVTT's first word is something else under this name: its text stays as it is.
    let isSubtitles = text.contains("-->") || text.hasPrefix("WEBVTT")
    let spoken = SubStationText.cues(in: text).map { Self.joined($0) } ?? (isSubtitles ? Self.spoken(in: text) : text)
    return ExtractedText(
      text: Array(spoken.utf8), format: .plain, isVerbatim: false, encoding: decoded.encoding,
      replaced: decoded.replaced)
  }

  /// What is said in a piece, and the name of the speaker, where it is told.
  struct Cue {
    var voice: String?
    var lines: [String]
  }

  private static func spoken(in text: String) -> String {
    let cues = cues(in: text)
    // Captions that a program has written while somebody spoke show each line twice: as the last one, and above it.
    let isRolling = cues.contains { $0.contains(where: hasTimeInside) }
    return joined(
      cues.map { Cue(voice: $0.lazy.compactMap(voice).first, lines: $0.map(words).filter { !$0.isEmpty }) },
      isRolling: isRolling)
  }

  /// The words: a new line begins with each sentence and with each speaker, as far as the file shows where they end.
  private static func joined(_ cues: [Cue], isRolling: Bool = false) -> String {
    var (result, shown, speaker) = ("", [String](), "")
    for cue in cues {
      for line in isRolling ? Array(cue.lines.drop { shown.contains($0) }) : cue.lines {
        let isNew = cue.voice.map { $0 != speaker } ?? false
        if let last = result.last {
          result += isNew || line.hasPrefix("- ") || ".!?…:\"”»)]".contains(last) ? "\n" : " "
        }
        if isNew, let voice = cue.voice { (speaker, result) = (voice, result + voice + ": ") }
        result += line
      }
      shown = cue.lines
    }
    return result.isEmpty ? "" : result + "\n"
  }

  /// A line as it is read.
  private static func words(_ line: Substring) -> String {
    String(decoding: HTMLReferences.decoded(Array(plain(line).utf8)[...]), as: UTF8.self)
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The name of the speaker in a mark of WebVTT: `<v Ada>`, `<v.loud Ada Brandt>`.
  private static func voice(_ line: Substring) -> String? {
    guard let start = line.firstRange(of: "<v"), let end = line[start.upperBound...].firstIndex(of: ">") else {
      return nil
    }
    let mark = line[start.upperBound..<end]
    guard mark.first == " " || mark.first == "." else { return nil }
    let name = mark.drop { $0 != " " }.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return name.isEmpty ? nil : name
  }

  /// Whether a line has a time between its words, as `<00:01.500>`.
  private static func hasTimeInside(_ line: Substring) -> Bool {
    line.split(separator: "<").dropFirst(line.first == "<" ? 0 : 1).contains { piece in
      piece.first?.isNumber == true && piece.prefix { $0 != ">" }.contains(":")
    }
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
