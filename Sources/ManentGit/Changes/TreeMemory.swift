import Synchronization

/// The trees that the newest commit is made of, known from when they were written, so that the next commit of this process
/// need not look for them among the packs.
///
/// An object's name is the checksum of its content, so that what is known is never out of date. May be used by any thread.
package final class TreeMemory: Sendable {
  private struct State {
    var trees: [ObjectID: [UInt8]] = [:]
    var bytes = 0
    var root: (commit: CommitID, tree: ObjectID)?
  }

  /// With more than so many bytes only the trees of the last commits stay.
  private static let limit = 2 << 20

  private let state = Mutex(State())

  /// A memory of nothing.
  package init() {}

  /// The content of a tree.
  func tree(_ id: ObjectID) -> [UInt8]? { state.withLock { $0.trees[id] } }

  /// The root tree of a commit.
  package func root(of commit: CommitID) -> ObjectID? {
    state.withLock { state in state.root.flatMap { $0.commit == commit ? $0.tree : nil } }
  }

  /// Keeps the trees that were written up to a commit, but for those that others have taken the place of since.
  func keep(_ trees: [ObjectID: [UInt8]], without replaced: Set<ObjectID>, root: ObjectID, of commit: CommitID) {
    state.withLock { state in
      for id in replaced {
        if let gone = state.trees.removeValue(forKey: id) { state.bytes -= gone.count }
      }
      if state.bytes > Self.limit { (state.trees, state.bytes) = ([:], 0) }
      for (id, content) in trees where !replaced.contains(id) {
        if state.trees.updateValue(content, forKey: id) == nil { state.bytes += content.count }
      }
      state.root = (commit, root)
    }
  }
}
