/// What a word that is being typed can be.
public struct LineCompletion: Sendable, Equatable {
  /// One of the things that it can be.
  public struct Candidate: Sendable, Equatable {
    /// What is put in.
    public var text: String
    /// What it is, for people who choose; may be empty.
    public var note: String

    /// A candidate from its parts.
    public init(_ text: String, note: String = "") {
      self.text = text
      self.note = note
    }
  }

  /// The beginning that was typed of it, which a candidate replaces.
  public var typed: String
  /// What it can be; each begins with what was typed, unless it is found by another part.
  public var candidates: [Candidate]

  /// A completion from its parts.
  public init(typed: String = "", candidates: [Candidate] = []) {
    self.typed = typed
    self.candidates = candidates
  }

  /// What can be put in at once for the word: all of the only candidate with a space behind it, or what all of them
  /// begin with; `nil` when that is no more than was typed.
  public var common: String? {
    guard let first = candidates.first else { return nil }
    if candidates.count == 1 { return first.text + (first.text.hasSuffix("/") ? "" : " ") }
    var common = first.text
    for candidate in candidates.dropFirst() {
      common = String(zip(common, candidate.text).prefix { $0 == $1 }.map(\.0))
    }
    return common.count > typed.count && common.hasPrefix(typed) ? common : nil
  }

  /// The candidates in rows of a terminal: those with notes one to a row, others side by side.
  ///
  /// - Parameters:
  ///   - width: how many places a row has.
  ///   - limit: how many rows there may be; a last one says how many are left out.
  public func rows(width: Int, limit: Int) -> [String] {
    let widest = candidates.map { DisplayWidth.of($0.text) }.max() ?? 0
    let hasNotes = candidates.contains { !$0.note.isEmpty }
    let perRow = hasNotes ? 1 : max(1, (width + 1) / (widest + 2))
    let shown = candidates.prefix(limit * perRow)
    var rows: [String] = []
    for start in stride(from: 0, to: shown.count, by: perRow) {
      let row = shown[start..<min(start + perRow, shown.count)].map { candidate in
        let padding = String(repeating: " ", count: widest - DisplayWidth.of(candidate.text))
        return candidate.text + padding + "  " + candidate.note
      }.joined()
      rows.append(TextCut.to(width - 1, row))
    }
    if shown.count < candidates.count { rows.append("… and \(candidates.count - shown.count) more") }
    return rows
  }
}
