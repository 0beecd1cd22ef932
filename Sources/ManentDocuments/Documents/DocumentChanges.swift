import ManentCatalog
import ManentCore

/// What looks different below `documents/` from what the catalog knows.
struct DocumentChanges {
  /// The entries that are new, or that look changed.
  var suspects: [DocumentListing.Entry] = []
  /// The documents that are not there any more.
  var missing: [DocumentRow] = []
  /// The folders that were listed for it.
  var folders: [Catalog.Folder] = []
  /// The folders that are not there any more.
  var goneFolders: [String] = []
  /// The folders that are repositories of their own (submodules): what is in them is not the workspace's.
  var repositories: [String] = []

  /// Whether nothing looks different.
  var isEmpty: Bool { suspects.isEmpty && missing.isEmpty && folders.isEmpty && goneFolders.isEmpty }

  /// Adds what is different in a folder that was listed.
  ///
  /// - Parameters:
  ///   - listing: what is there.
  ///   - known: what the catalog knows to be there.
  mutating func compare(_ listing: DocumentListing, with known: [DocumentRow]) {
    let stamps = Dictionary(known.map { ($0.name, $0.stamp) }, uniquingKeysWith: { first, _ in first })
    suspects += listing.entries.filter { stamps[$0.name]?.matches($0.status) != true }
    if !known.isEmpty {
      let present = Set(listing.entries.map(\.name))
      missing += known.filter { !present.contains($0.name) }
    }
    folders += listing.folders
    repositories += listing.repositories
  }
}
