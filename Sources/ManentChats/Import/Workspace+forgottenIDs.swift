import ManentCore
import ManentRecords
import ManentWorkspace

extension Workspace {
  /// Tells of an id whether its chat was forgotten or purged here, so that no import brings it back.
  func forgottenIDs() throws -> (String) -> Bool {
    let tombstones = try tombstones()
    let gone = Set(tombstones.latest.keys.filter(tombstones.isGone))
    let identities = Set(gone.filter { UUIDv7($0) != nil }.map(ImportedChat.identity))
    if gone.isEmpty { return { _ in false } }
    return { gone.contains($0) || UUIDv7($0) != nil && identities.contains(ImportedChat.identity(of: $0)) }
  }
}
