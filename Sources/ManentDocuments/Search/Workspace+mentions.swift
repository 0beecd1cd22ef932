import ManentCatalog
import ManentCore
import ManentIndex
public import ManentWorkspace

extension Workspace {
  /// The documents that hold all of some words, as one phrase where there are such; those with the most passages first.
  /// Documents whose names hold the words come before all others.
  public func documents(mentioning words: String) throws -> [String] {
    try refreshDocuments()
    let phrases = try Terms.phrases(words, in: IndexVocabulary([postings()].compactMap(\.self)))
    guard !phrases.isEmpty else { return [] }
    let catalog = try catalog()
    let found = try catalog.reading {
      try phrases.reduce(into: [String]()) { found, terms in
        for name in try documents(holding: terms) where !found.contains(name) { found.append(name) }
      }
    }
    let sought = Set(TextWord.words(of: words).map(\.folded))
    let named = try catalog.documents().map(\.name).filter { sought.isSubset(of: TextWord.words(of: $0).map(\.folded)) }
    return named + found.filter { !named.contains($0) }
  }

  /// The documents of the passages that hold some terms, the best first by the words alone.
  public func documents(byWords terms: [String], limit: Int) throws -> [String] {
    try refreshDocuments()
    let rows = try postings()?.top(limit, terms: terms) ?? []
    return try rows.compactMap { try catalog().place(of: $0)?.document.name }
  }

  /// A phrase is looked for in so many passages that hold its words.
  private static let readForPhrase = 5_000

  /// The documents with a passage that holds all of some terms, one after another where there are such; those with the
  /// most first.
  private func documents(holding terms: [String]) throws -> [String] {
    let rows = try postings()?.rows(holdingAll: terms) ?? []
    var phrases: [Int] = []
    if terms.count > 1 {
      let reader = DocumentReader(self)
      for row in rows.prefix(Self.readForPhrase) where try holdsPhrase(terms, row, reader) { phrases.append(row) }
    }
    var counts: [String: Int] = [:]
    for row in phrases.isEmpty ? rows : phrases {
      if let place = try catalog().place(of: row) { counts[place.document.name, default: 0] += 1 }
    }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  /// Whether a passage, or what it is found by beside its words, holds some terms one after another.
  private func holdsPhrase(_ terms: [String], _ row: Int, _ reader: DocumentReader) throws -> Bool {
    guard let place = try catalog().place(of: row) else { return false }
    let text: [UInt8]
    do {
      text = try reader.text(of: place.document, range: place.passage.range)
    } catch let error as FileError where error.isNotFound {
      return false
    }
    let trail = Outline.trail(place.document.name, place.passage.context)
    let held = text.withUnsafeBufferPointer { Terms.indexText($0, trail: trail) }.split(separator: 0x20)
    let sought = terms.map { Array($0.utf8)[...] }
    return held.indices.contains { held[$0...].starts(with: sought) }
  }
}
