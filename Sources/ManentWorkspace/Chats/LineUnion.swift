import ManentFormats

/// Joins what several versions of one part hold: each message once, by id, byte for byte as it was first found.
enum LineUnion {
  /// The lines of all texts: those with ids by their ids, then the others as they come. Of lines with one id, that of
  /// the earlier text counts. Every line is ended, also one that was not.
  static func join(_ texts: [[UInt8]]) -> [UInt8] {
    var lines: [String: ArraySlice<UInt8>] = [:]
    var others: [ArraySlice<UInt8>] = []
    var known: Set<ArraySlice<UInt8>> = []
    for text in texts {
      for line in text.split(separator: UInt8(ascii: "\n")) {
        if let id = (try? JSON(parsing: line))?["id"]?.string {
          if lines[id] == nil { lines[id] = line }
        } else if known.insert(line).inserted {
          others.append(line)
        }
      }
    }
    let ordered = lines.sorted { $0.key < $1.key }.map(\.value) + others
    return ordered.flatMap { $0 + [UInt8(ascii: "\n")] }
  }
}
