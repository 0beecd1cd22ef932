import ManentCatalog
import ManentIndex

extension Workspace {
  /// The documents that hold all of some words, as one phrase where there are such; those with the most passages first.
  /// Documents whose names hold the words come before all others.
  public func documents(mentioning words: String) throws -> [String] {
    try refreshDocuments()
    let terms = Terms.indexText(words).split(separator: " ").map { "\"\($0)\"" }
    guard !terms.isEmpty else { return [] }
    let catalog = try catalog()
    let phrase = "\"" + Terms.indexText(words) + "\""
    var found = try catalog.documents(matching: phrase)
    if found.isEmpty, terms.count > 1 { found = try catalog.documents(matching: terms.joined(separator: " AND ")) }
    let sought = Set(TextWord.words(of: words).map(\.folded))
    let named = try catalog.documents().map(\.name).filter { sought.isSubset(of: TextWord.words(of: $0).map(\.folded)) }
    return named + found.filter { !named.contains($0) }
  }
}
