import ManentCore
import ManentIndex

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

  /// A number that changes when an entry comes, goes or changes (FNV-1a over name, length, time and inode, added up).
  let fingerprint: UInt64

  /// When the newest entry was last changed, in nanoseconds since 1970.
  let newest: Int64

  /// Lists the folder; one that is missing holds nothing.
  init(of folder: Path) throws {
    var entries: [Entry] = []
    var repositories: [String] = []
    var fingerprint: UInt64 = 0
    var newest: Int64 = 0
    func walk(_ folder: Path, _ prefix: String) throws {
      for (name, status) in try Files.entries(of: folder)
      where name.utf8.first != UInt8(ascii: ".") && !name.hasPrefix("~$") {
        if status.kind == .folder {
          if Files.exists(folder / name / ".git") {
            repositories.append(prefix + name)
            continue
          }
          try walk(folder / name, prefix + name + "/")
          continue
        }
        var hash = Hash64()
        hash.combine(prefix)
        hash.combine(name)
        for number in [UInt64(status.size), UInt64(bitPattern: status.modified), status.inode] { hash.combine(number) }
        fingerprint &+= hash.state
        newest = max(newest, status.modified)
        entries.append(Entry(name: prefix + name, status: status))
      }
    }
    if try Files.status(folder)?.kind == .folder { try walk(folder, "") }
    self.entries = entries
    self.repositories = repositories
    self.fingerprint = fingerprint
    self.newest = newest
  }
}
