import ManentCatalog
import ManentCore

/// The files below `documents/` as the file system shows them.
struct DocumentListing {
  /// One entry that is no folder.
  struct Entry {
    var name: String
    var status: FileStatus
  }

  /// The entries, in no order. Hidden ones and what is in hidden folders is left out, and so is the file that Word keeps
  /// beside a document while it is open (`~$plan.docx`).
  let entries: [Entry]

  /// The folders that are repositories of their own (submodules): what is in them is not the workspace's.
  let repositories: [String]

  /// The folders that were listed, that itself among them, as they were before.
  let folders: [Catalog.Folder]

  /// What is right in a folder, and the paths of the folders in it that are not repositories, relative to `documents/`.
  static func ofOne(_ folder: Path, named name: String) throws -> (listing: DocumentListing, folders: [String]) {
    let prefix = name.isEmpty ? "" : name + "/"
    var (entries, repositories, folders): ([Entry], [String], [String]) = ([], [], [])
    for (name, status) in try Files.entries(of: folder) where !isHidden(name) {
      if status.kind != .folder {
        entries.append(Entry(name: prefix + name, status: status))
      } else if Files.exists(folder / name / ".git") {
        repositories.append(prefix + name)
      } else {
        folders.append(prefix + name)
      }
    }
    return (DocumentListing(entries: entries, repositories: repositories, folders: []), folders)
  }

  private init(entries: [Entry], repositories: [String], folders: [Catalog.Folder]) {
    (self.entries, self.repositories, self.folders) = (entries, repositories, folders)
  }

  private static func isHidden(_ name: String) -> Bool {
    name.utf8.first == UInt8(ascii: ".") || name.hasPrefix("~$")
  }

  /// Lists a folder and those in it; one that is missing holds nothing.
  ///
  /// - Parameters:
  ///   - folder: the folder.
  ///   - name: its path relative to `documents/`; empty for that itself.
  init(of folder: Path, named name: String = "") throws {
    let looked = Timestamp.now.milliseconds * 1_000_000
    var entries: [Entry] = []
    var repositories: [String] = []
    var folders: [Catalog.Folder] = []
    func walk(_ folder: Path, _ prefix: String, _ status: FileStatus) throws {
      folders.append(Catalog.Folder(path: String(prefix.dropLast()), status, looked: looked))
      for (name, status) in try Files.entries(of: folder) where !Self.isHidden(name) {
        if status.kind == .folder {
          if Files.exists(folder / name / ".git") {
            repositories.append(prefix + name)
            continue
          }
          try walk(folder / name, prefix + name + "/", status)
          continue
        }
        entries.append(Entry(name: prefix + name, status: status))
      }
    }
    if let status = try Files.status(folder), status.kind == .folder {
      try walk(folder, name.isEmpty ? "" : name + "/", status)
    }
    self.entries = entries
    self.repositories = repositories
    self.folders = folders
  }
}
