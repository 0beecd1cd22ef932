import ManentCatalog
import ManentCore
import ManentHistory
import ManentRecords
import ManentSecrets
import ManentWorkspace

extension Workspace {
  /// Why a version of a document is not taken because of the credentials in it, or `nil` when it is taken.
  ///
  /// One that git holds already is taken: nothing is won by leaving it out.
  ///
  /// - Parameter policy: what becomes of documents with credentials; `warn` tells the user.
  func objection(to document: PreparedDocument, policy: SecretPolicy) throws -> String? {
    guard !document.secrets.isEmpty, policy != .off else { return nil }
    let path = "\(WorkspaceLayout.documents)/\(document.name)"
    if try history().blob(at: path) == document.blob { return nil }
    let found = "holds \(Self.list(document.secrets))"
    guard policy == .warn else { return found + ", and history.secrets is '\(policy.rawValue)'" }
    surroundings.notify("\(path) \(found); it goes into git as it is")
    return nil
  }

  /// Remembers the documents that are kept out, and tells of each once in the life of this process.
  func withhold(_ withheld: [String: String]) throws {
    try setWithheld(withheld)
    let sorted = withheld.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    for (name, reason) in sorted where documentMemory.toldWithheld.insert(name).inserted {
      surroundings.notify(
        "\(WorkspaceLayout.documents)/\(name) is kept out of git and of the index: it \(reason); take it out of the file, or "
          + "move the file away and add it with 'manent add --allow-secrets'")
    }
  }
}
