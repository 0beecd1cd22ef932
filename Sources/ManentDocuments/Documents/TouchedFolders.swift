import ManentCatalog
import ManentCore
import ManentRecords
import ManentWorkspace

/// The folders that documents are put into, and whether anybody else changes them meanwhile: where nobody does, the next
/// command need not list them for what this one has put there.
struct TouchedFolders {
  private let documents: Path
  /// The folders that looked before as the catalog knows them, or were not there.
  private var paths: [String] = []
  /// What they look like once the documents are in place.
  private var placed: [String: FileStatus] = [:]

  /// Looks at the folders before anything is put there.
  init(of names: [String], in workspace: Workspace) throws {
    documents = workspace.root / WorkspaceLayout.documents
    var folders: Set<String> = []
    for name in names {
      var end = name.utf8.lastIndex(of: UInt8(ascii: "/"))
      while let place = end, folders.insert(String(name[..<place])).inserted {
        end = name.utf8[..<place].lastIndex(of: UInt8(ascii: "/"))
      }
    }
    folders.insert("")
    let catalog = try workspace.catalog()
    for folder in folders.sorted() {
      let (status, known) = (try Files.status(path(folder)), try catalog.folder(folder))
      if status.map({ known?.matches($0) == true }) ?? (known == nil) { paths.append(folder) }
    }
  }

  /// Looks at them once the documents are in place.
  mutating func look() throws {
    for folder in paths { placed[folder] = try Files.status(path(folder)) }
  }

  /// Those that nobody has changed since.
  func unchanged() throws -> [Catalog.Folder] {
    let looked = Timestamp.now.milliseconds * 1_000_000
    return try paths.compactMap { folder in
      guard let status = placed[folder], try Files.status(path(folder)) == status, status.kind == .folder else {
        return nil
      }
      return Catalog.Folder(path: folder, status, looked: looked)
    }
  }

  private func path(_ folder: String) -> Path { folder.isEmpty ? documents : documents / folder }
}
