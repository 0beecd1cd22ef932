import ManentCore
import ManentHistory
package import ManentRecords
package import ManentWorkspace

extension Workspace {
  /// The forgotten or purged chat that a reference means, by its id or a part of it; `nil` for none.
  ///
  /// - Throws: `WorkspaceError.Code.ambiguous`, with the ids and titles of those that fit.
  package func goneChat(byID reference: String, in tombstones: Tombstones) throws -> String? {
    if tombstones.isGone(reference) { return reference }
    let gone = tombstones.latest.values.filter { tombstones.isGone($0.chat) }.map(\.chat).sorted()
    return try onlyOne(ChatReference(reference).matches(among: gone), reference) { try titles(ofGone: Set($0)) }
  }

  /// The forgotten chat that a title means; `nil` for none. The titles are looked for in git's history.
  ///
  /// - Throws: `WorkspaceError.Code.ambiguous`, with the ids and titles of those that fit.
  package func goneChat(byTitle reference: String, in tombstones: Tombstones) throws -> (id: String, title: String)? {
    guard tombstones.latest.values.contains(where: { tombstones.isGone($0.chat) }) else { return nil }
    let agreed = try PurgeConsent(in: history().gitFolder).agreed
    // Of what was purged here git's history has nothing.
    let gone = tombstones.latest.values.filter { entry in
      tombstones.isGone(entry.chat) && !(entry.action == .purge && agreed.contains(entry.chat))
    }
    let titles = try titles(ofGone: Set(gone.map(\.chat)))
    let name = ChatReference(reference)
    let found = try onlyOne(titles.filter { name.isTitle($0.value) }.keys.sorted(), reference) { _ in titles }
    return found.flatMap { id in titles[id].map { (id, $0) } }
  }

  private func onlyOne(
    _ found: [String], _ reference: String, _ titles: ([String]) throws -> [String: String]
  ) throws -> String? {
    guard found.count > 1 else { return found.first }
    let shown = Array(found.prefix(5))
    let known = try titles(shown)
    let candidates = shown.map { id in id + (known[id].map { " (\($0))" } ?? "") }.joined(separator: ", ")
    throw WorkspaceError(
      .ambiguous, "'\(reference)'", "several forgotten chats fit: \(candidates)\(found.count > 5 ? ", …" : "")",
      advice: "give more of the id")
  }

  /// The titles that chats had last, by their ids; those that git's history has nothing of are left out.
  private func titles(ofGone chats: Set<String>) throws -> [String: String] {
    let source = ChatVersions(try history(), report: surroundings.report)
    return try versions(of: chats, source).compactMapValues { $0.first?.settings?.title }
  }
}
