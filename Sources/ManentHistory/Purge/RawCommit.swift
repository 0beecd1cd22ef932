internal import ManentGit

/// A commit taken apart, so that it can be put together again with other parents and another tree.
struct RawCommit {
  var tree: ObjectID
  var parents: [ObjectID]
  /// The lines after the parents: author, committer and what other programs have written there.
  var headers: [ArraySlice<UInt8>]
  /// All after the empty line.
  var message: ArraySlice<UInt8>

  /// Takes a commit's content apart.
  init(_ bytes: [UInt8], of id: ObjectID) throws(GitError) {
    let head = try bytes.withBytes { bytes throws(GitError) in try CommitText(bytes, of: id) }
    (tree, parents) = (head.tree, head.parents)
    headers = []
    var position = 0
    var skipped = 1 + parents.count
    while position < bytes.count {
      let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let line = bytes[position..<end]
      position = min(end + 1, bytes.count)
      if line.isEmpty { break }
      if skipped > 0 { skipped -= 1 } else { headers.append(line) }
    }
    message = bytes[position...]
  }

  /// Whether somebody has signed it, or a tag that it joined.
  var isSigned: Bool { headers.contains { Self.isSignature($0) } }

  /// The commit's content; a signature, which would not be true of it, is left out.
  func unsignedBytes() -> [UInt8] {
    var bytes = Array("tree \(tree)\n".utf8)
    for parent in parents { bytes += Array("parent \(parent)\n".utf8) }
    var isLeftOut = false
    for line in headers {
      // A line that begins with a space goes on with the one before it.
      if line.first != UInt8(ascii: " ") { isLeftOut = Self.isSignature(line) }
      if !isLeftOut { bytes += line + [UInt8(ascii: "\n")] }
    }
    return bytes + [UInt8(ascii: "\n")] + message
  }

  private static func isSignature(_ line: ArraySlice<UInt8>) -> Bool {
    ["gpgsig ", "gpgsig-sha256 ", "mergetag "].contains { line.starts(with: $0.utf8) }
  }
}
