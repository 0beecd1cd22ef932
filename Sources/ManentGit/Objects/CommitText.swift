/// The content of a commit object.
package struct CommitText {
  package var tree: ObjectID
  package var parents: [ObjectID]

  /// Reads what Manent needs of a commit; damaged or hostile bytes are an error.
  package init(_ bytes: UnsafeRawBufferPointer, of id: ObjectID) throws(GitError) {
    var tree: ObjectID?
    var parents: [ObjectID] = []
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let text = String(decoding: line.prefix(48), as: UTF8.self)
      if tree == nil, text.hasPrefix("tree ") {
        tree = ObjectID(text.dropFirst(5))
      } else if text.hasPrefix("parent "), let parent = ObjectID(text.dropFirst(7)) {
        parents.append(parent)
      } else {
        break
      }
    }
    guard let tree else { throw GitError(.damaged, "read commit", reason: "commit \(id) names no tree") }
    self.tree = tree
    self.parents = parents
  }

  /// The bytes of a new commit. The message ends in a line break, as git wants it.
  package static func bytes(
    tree: ObjectID, parents: [ObjectID], author: Signature, committer: Signature, message: String
  ) -> [UInt8] {
    var text = "tree \(tree)\n"
    for parent in parents { text += "parent \(parent)\n" }
    text += "author \(author.line)\ncommitter \(committer.line)\n\n"
    var bytes = Array(text.utf8)
    bytes += message.utf8
    if bytes.last != 0x0A { bytes.append(0x0A) }
    return bytes
  }
}
