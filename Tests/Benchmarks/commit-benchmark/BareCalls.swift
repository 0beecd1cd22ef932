import CGit2
import ManentCore

/// A commit with nothing but the calls of libgit2 for it: blob, trees, commit with its reference, index.
final class BareCalls {
  private var repository: OpaquePointer?
  private var index: OpaquePointer?
  private var author: UnsafeMutablePointer<git_signature>?

  /// A call that failed.
  struct Failure: Error {
    let call: String
  }

  /// Makes a repository.
  init(at folder: Path) throws {
    git_libgit2_init()
    try check(git_repository_init(&repository, folder.string, 0), "init")
    try check(git_repository_index(&index, repository), "index")
    try check(git_signature_new(&author, "Benchmark", "benchmark@example.org", 1_795_168_800, 0), "signature")
  }

  deinit {
    git_signature_free(author)
    git_index_free(index)
    git_repository_free(repository)
  }

  /// Commits one file.
  func commit(_ path: String, _ content: [UInt8], message: String) throws {
    var blob = git_oid()
    try check(git_blob_create_from_buffer(&blob, repository, content, content.count), "blob")
    var head = git_oid()
    var (parent, base): (OpaquePointer?, OpaquePointer?)
    defer {
      git_commit_free(parent)
      git_tree_free(base)
    }
    if git_reference_name_to_id(&head, repository, "HEAD") == 0 {
      try check(git_commit_lookup(&parent, repository, &head), "lookup")
      try check(git_commit_tree(&base, parent), "tree")
    } else {
      var builder: OpaquePointer?
      try check(git_treebuilder_new(&builder, repository, nil), "treebuilder")
      defer { git_treebuilder_free(builder) }
      var empty = git_oid()
      try check(git_treebuilder_write(&empty, builder), "write")
      try check(git_tree_lookup(&base, repository, &empty), "lookup")
    }
    var name = git_oid()
    try path.withCString { path in
      var update = git_tree_update(action: GIT_TREE_UPDATE_UPSERT, id: blob, filemode: GIT_FILEMODE_BLOB, path: path)
      try check(git_tree_create_updated(&name, repository, base, 1, &update), "update")
    }
    var tree: OpaquePointer?
    try check(git_tree_lookup(&tree, repository, &name), "lookup")
    defer { git_tree_free(tree) }
    var commit = git_oid()
    var parents = [parent]
    try check(
      git_commit_create(
        &commit, repository, "HEAD", author, author, nil, message, tree, parent == nil ? 0 : 1, &parents), "commit")
    try path.withCString { path in
      var entry = git_index_entry()
      entry.path = path
      entry.mode = GIT_FILEMODE_BLOB.rawValue
      entry.id = blob
      try check(git_index_add(index, &entry), "add")
    }
    try check(git_index_write(index), "write")
  }

  private func check(_ status: Int32, _ call: String) throws {
    if status < 0 { throw Failure(call: call) }
  }
}
