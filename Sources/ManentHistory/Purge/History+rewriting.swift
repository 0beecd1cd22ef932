public import ManentGit

extension History {
  /// Applies a filter to commits and to all that come before them.
  ///
  /// A commit keeps its author, committer and times. One that the filter leaves without a change of its own is left
  /// out. What does not hold and does not follow anything that goes, stays the very same commit.
  ///
  /// - Parameters:
  ///   - filter: what goes.
  ///   - tips: the commits; ones that are not in the repository are passed over.
  ///   - clean: commits that are known to hold nothing that goes, with all before them.
  ///   - known: what an earlier rewriting by the same filter has made of commits.
  public func rewriting(
    _ filter: FolderFilter, of tips: [CommitID], clean: Set<CommitID> = [],
    known: [CommitID: CommitID] = [:]
  ) throws(GitError) -> Rewriting {
    var rewriting = Rewriting()
    var trees = FilteredTrees(filter, prefix: prefix)
    var sink = try ObjectSink(for: ObjectSink.manyFiles, in: packFolder)
    var newTrees: [ObjectID: ObjectID] = [:]
    let settled = Set(clean.map(\.object))
    var stack = tips.map(\.object).filter { objects.contains($0) }
    while let id = stack.last {
      if rewriting.commits[id] != nil {
        stack.removeLast()
        continue
      }
      if settled.contains(id) {
        rewriting.commits[id] = .some(id)
        newTrees[id] = try tree(of: CommitID(id))
        stack.removeLast()
        continue
      }
      if let new = known[CommitID(id)]?.object, objects.contains(new) {
        rewriting.commits[id] = .some(new)
        newTrees[new] = try tree(of: CommitID(new))
        if new != id { rewriting.changed += 1 }
        stack.removeLast()
        continue
      }
      let commit = try RawCommit(objects.read(id, as: .commit), of: id)
      let waiting = commit.parents.filter { rewriting.commits[$0] == nil }
      guard waiting.isEmpty else {
        stack += waiting
        continue
      }
      stack.removeLast()
      rewriting.examined += 1
      try rewrite(commit, id, by: filter, &trees, &newTrees, &sink, into: &rewriting)
    }
    try sink.finish(objects)
    hold(sink.guarding)
    return rewriting
  }

  private func rewrite(
    _ commit: RawCommit, _ id: ObjectID, by filter: FolderFilter, _ trees: inout FilteredTrees,
    _ newTrees: inout [ObjectID: ObjectID], _ sink: inout ObjectSink, into rewriting: inout Rewriting
  ) throws(GitError) {
    let outcome = try trees.filtered(commit.tree, objects, &sink)
    var gone = outcome.gone
    var isEmpty = commit.parents.count == 1
    for parent in commit.parents {
      let before = try tree(of: CommitID(parent))
      gone.formUnion(try trees.filtered(before, objects, &sink).gone)
      if before == commit.tree { isEmpty = false }
    }
    rewriting.folders.formUnion(outcome.gone)
    var parents: [ObjectID] = []
    for parent in commit.parents {
      guard let new = rewriting.commits[parent] ?? nil, !parents.contains(new) else { continue }
      parents.append(new)
    }
    let tree = if let tree = outcome.tree { tree } else { try emptyTree(&sink) }
    // One that changed nothing else than what goes is left out, and so is a merge of two sides that are one now.
    let joinedNothing = commit.parents.count > 1 && parents.count == 1
    let beganNothing = commit.parents.isEmpty && outcome.tree == nil && commit.tree != tree
    let lostParents = !commit.parents.isEmpty && parents.isEmpty && outcome.tree == nil
    if (isEmpty || joinedNothing) && parents.count == 1 && newTrees[parents[0]] == tree || beganNothing || lostParents {
      rewriting.commits[id] = .some(parents.first)
      rewriting.untold.insert(id)
      rewriting.changed += 1
      return
    }
    var new = commit
    (new.tree, new.parents) = (tree, parents)
    if !gone.isEmpty {
      let message = String(decoding: commit.message, as: UTF8.self)
      let told = filter.message(message, gone)
      if told != message {
        new.message = Array(told.utf8)[...]
        rewriting.untold.insert(id)
      }
    }
    newTrees[id] = commit.tree
    guard new.tree != commit.tree || new.parents != commit.parents || new.message != commit.message else {
      rewriting.commits[id] = .some(id)
      return
    }
    let object = try new.unsignedBytes().withBytes { bytes throws(GitError) in
      try sink.write(bytes, as: .commit, objects)
    }
    rewriting.commits[id] = .some(object)
    newTrees[object] = tree
    rewriting.changed += 1
    if commit.isSigned { rewriting.signed += 1 }
  }

  private func emptyTree(_ sink: inout ObjectSink) throws(GitError) -> ObjectID {
    try [UInt8]().withBytes { bytes throws(GitError) in try sink.write(bytes, as: .tree, objects) }
  }
}
