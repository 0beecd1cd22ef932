internal import ManentCore
public import ManentGit

/// What `.gitattributes` say of a path.
public enum AttributeValue: Hashable, Sendable {
  /// The attribute is set.
  case set
  /// It is taken away (`-text`).
  case unset
  /// Nothing is said.
  case unspecified
  /// It has a value (`merge=union`).
  case text(String)
}

extension History {
  /// What git's attributes say of a path of the workspace, whether there is such a file or not.
  public func attribute(_ name: String, of path: String) throws(GitError) -> AttributeValue {
    try renewAttributeFiles()
    return try repository.attribute(name, of: prefix + path)
  }

  /// Whether git passes a path of the workspace over.
  public func isIgnored(_ path: String) throws(GitError) -> Bool { try repository.isIgnored(prefix + path) }

  /// Tells libgit2 what the index holds of `.gitattributes` files: it reads no index itself.
  private func renewAttributeFiles() throws(GitError) {
    let index = gitFolder / "index"
    let now = try onFiles { () throws(FileError) in try Files.status(index) }
    guard now != attributesSeen else { return }
    let wanted = Array(".gitattributes".utf8)
    var files: [(name: [UInt8], id: ObjectID)] = []
    let table = try readIndex().flattened()
    try table.walk(from: table.place(at: 0)) { place, bytes, span in
      let name = bytes[span.name]
      guard span.stage == 0, name.count == wanted.count || name.dropLast(wanted.count).last == UInt8(ascii: "/"),
        name.suffix(wanted.count).elementsEqual(wanted)
      else { return true }
      files.append((Array(name), IndexEntry(bytes, at: place.offset).id))
      return true
    }
    try repository.setAttributeFiles(files)
    attributesSeen = now
  }
}
