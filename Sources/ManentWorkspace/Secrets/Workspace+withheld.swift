import ManentCatalog
import ManentCore

extension Workspace {
  /// The documents that lie in the folder and are kept out of git and of the index, with the reason.
  package func withheldDocuments() throws -> [String: String] {
    guard let text = try catalog().fact(Self.withheldFact) else { return [:] }
    var withheld: [String: String] = [:]
    for line in text.split(separator: "\n") {
      // No name holds a control character.
      guard let tab = line.firstIndex(of: "\t") else { continue }
      withheld[String(line[..<tab])] = String(line[line.index(after: tab)...])
    }
    return withheld
  }

  /// Remembers the documents that are kept out.
  package func setWithheld(_ withheld: [String: String]) throws {
    let sorted = withheld.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    let text = sorted.map { "\($0.key)\t\($0.value)" }.joined(separator: "\n")
    if try catalog().fact(Self.withheldFact) ?? "" != text {
      try catalog().setFact(Self.withheldFact, to: text.isEmpty ? nil : text)
    }
  }

  private static let withheldFact = "withheld"
}
