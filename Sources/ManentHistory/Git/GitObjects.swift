internal import CGit2
internal import ManentCore

/// The objects of a repository, loose and packed, through libgit2.
struct GitObjects: ~Copyable {
  private let handle: OpaquePointer
  /// The pack of the newest objects, which libgit2 is spared to look for after each commit.
  let tail = TailPack()

  private init(_ handle: OpaquePointer) { self.handle = handle }

  /// The objects of `repository`, which keeps them in `folder`.
  static func of(_ repository: borrowing GitRepository, folder: Path) throws(HistoryError) -> GitObjects {
    var handle: OpaquePointer?
    try GitLibrary.check(git_repository_odb(&handle, repository.handle), "git_repository_odb")
    guard let handle else { throw HistoryError(.git, "git_repository_odb") }
    let objects = GitObjects(handle)
    try LooseObjects.install(in: handle, folder: folder, tail: objects.tail)
    return objects
  }

  deinit { git_odb_free(handle) }

  /// The content of an object, which must be of `kind`.
  func read(_ id: ObjectID, as kind: ObjectKind) throws(HistoryError) -> [UInt8] {
    try read(id, as: kind) { Array($0) }
  }

  /// The content of an object without a copy, valid during the call only.
  func read<Result>(
    _ id: ObjectID, as kind: ObjectKind, _ body: (UnsafeRawBufferPointer) throws(HistoryError) -> Result
  ) throws(HistoryError) -> Result {
    var name = git_oid(id)
    var object: OpaquePointer?
    do throws(HistoryError) { try GitLibrary.check(git_odb_read(&object, handle, &name), "git_odb_read") } catch {
      guard error.code == .missing else { throw error }
      throw HistoryError(.missing, "git_odb_read", reason: "\(kind.name) \(id)", status: error.status)
    }
    defer { git_odb_object_free(object) }
    guard git_odb_object_type(object) == kind.type else {
      throw HistoryError(.damaged, "git_odb_read", reason: "\(id) is no \(kind.name)")
    }
    return try body(UnsafeRawBufferPointer(start: git_odb_object_data(object), count: git_odb_object_size(object)))
  }

  /// Whether the object is there; packs that appeared since they were last looked for do not count.
  func contains(_ id: ObjectID) -> Bool {
    var name = git_oid(id)
    return git_odb_exists_ext(handle, &name, GIT_ODB_LOOKUP_NO_REFRESH.rawValue) == 1
  }

  /// What an object is; `nil` when it is not there or damaged.
  func kind(of id: ObjectID) -> ObjectKind? {
    var name = git_oid(id)
    var object: OpaquePointer?
    guard git_odb_read(&object, handle, &name) == 0 else { return nil }
    defer { git_odb_object_free(object) }
    let type = git_odb_object_type(object)
    return ObjectKind(rawValue: UInt8(truncatingIfNeeded: type.rawValue))
  }

  /// Looks for packs that appeared.
  func refresh() throws(HistoryError) { try GitLibrary.check(git_odb_refresh(handle), "git_odb_refresh") }

  /// Writes a loose object unless it is there already.
  func write(_ content: UnsafeRawBufferPointer, as kind: ObjectKind) throws(HistoryError) -> ObjectID {
    var name = git_oid()
    try GitLibrary.check(
      git_odb_write(&name, handle, content.baseAddress, content.count, kind.type), "git_odb_write")
    return ObjectID(name)
  }

  /// The name that an object has or would have.
  static func name(of content: UnsafeRawBufferPointer, as kind: ObjectKind) throws(HistoryError) -> ObjectID {
    try GitLibrary.start()
    var name = git_oid()
    try GitLibrary.check(git_odb_hash(&name, content.baseAddress, content.count, kind.type), "git_odb_hash")
    return ObjectID(name)
  }
}

extension ObjectKind {
  /// libgit2's number for it.
  var type: git_object_t {
    switch self {
    case .commit: GIT_OBJECT_COMMIT
    case .tree: GIT_OBJECT_TREE
    case .blob: GIT_OBJECT_BLOB
    case .tag: GIT_OBJECT_TAG
    }
  }
}

extension git_oid {
  init(_ id: ObjectID) {
    self.init()
    withUnsafeMutableBytes(of: &self) { id.copy(to: $0) }
  }
}

extension ObjectID {
  init(_ name: git_oid) { self = withUnsafeBytes(of: name) { ObjectID($0) } }
}
