internal import ManentCore

/// The file `packed-refs`: one line for each reference that has no file of its own.
enum PackedReferences {
  /// What the file says about `reference`; `nil` when it is not in there.
  static func commit(of reference: String, in commonFolder: Path) throws(GitError) -> CommitID? {
    let path = commonFolder / "packed-refs"
    let bytes: [UInt8]
    do throws(FileError) { bytes = try Files.read(path, limit: 1 << 30) } catch {
      if error.isNotFound { return nil }
      throw GitError(.file, error.operation, path: path, reason: error.reason, underlying: error)
    }
    let name = Array(reference.utf8)
    for line in bytes.split(separator: 0x0A) where line.count == 41 + name.count {
      guard line.dropFirst(40).first == 0x20, line.dropFirst(41).elementsEqual(name) else { continue }
      guard let commit = CommitID(String(decoding: line.prefix(40), as: UTF8.self)) else {
        throw GitError(.damaged, "read packed-refs", path: path, reason: "the line of \(reference) is unreadable")
      }
      return commit
    }
    return nil
  }
}
