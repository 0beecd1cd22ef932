internal import ManentGit

/// What a commit says about itself, but for its message.
struct CommitFacts {
  var tree: ObjectID
  var parents: [ObjectID]
  /// When it was committed, in seconds since 1970.
  var time: Int64
  /// Who committed it and when, as git wrote it: `Ada <ada@example.org> 1795168800 +0100`.
  var committer: String

  /// Reads a commit; damaged or hostile bytes are an error, but a time that cannot be read counts as 1970.
  init(_ bytes: UnsafeRawBufferPointer, of id: ObjectID) throws(GitError) {
    var (tree, parents, committer): (ObjectID?, [ObjectID], String) = (nil, [], "")
    var start = 0
    while start < bytes.count, bytes[start] != 0x0A {
      var end = start
      while end < bytes.count, bytes[end] != 0x0A { end += 1 }
      let line = bytes[start..<end]
      if tree == nil, line.starts(with: "tree ".utf8) {
        tree = ObjectID(String(decoding: line.dropFirst(5), as: UTF8.self))
      } else if line.starts(with: "parent ".utf8) {
        if let parent = ObjectID(String(decoding: line.dropFirst(7), as: UTF8.self)) { parents.append(parent) }
      } else if line.starts(with: "committer ".utf8) {
        committer = String(decoding: line.dropFirst(10), as: UTF8.self)
        break
      }
      start = end + 1
    }
    guard let tree else { throw GitError(.damaged, "read commit", reason: "commit \(id) names no tree") }
    self.tree = tree
    self.parents = parents
    self.committer = committer
    let words = committer.utf8.split(separator: UInt8(ascii: " ")).suffix(2)
    time = words.first.flatMap { Int64(Substring($0)) } ?? 0
  }
}
