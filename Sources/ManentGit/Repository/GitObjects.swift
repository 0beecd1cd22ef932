package import CGit2
package import ManentCore

/// The objects of a repository, loose and packed, through libgit2.
package struct GitObjects: ~Copyable {
  private let store: Store

  /// libgit2's list of packs as it was when the folder was last looked at.
  ///
  /// libgit2 1.5 never lets go of a pack that it has seen, and finds nothing where it thinks that an object is in a pack
  /// that is gone. So the list is made anew, instead of added to, whenever the folder has changed.
  private final class Store {
    var handle: OpaquePointer?
    let repository: OpaquePointer
    let folder: Path
    /// The folder of packs when it was listed.
    var seen: FileStatus?

    init(_ repository: OpaquePointer, _ folder: Path) throws(GitError) {
      self.repository = repository
      self.folder = folder
      try open()
    }

    deinit { git_odb_free(handle) }

    func open() throws(GitError) {
      let now = try status()
      try PackIndexCheck.requireSound(in: folder)
      var new: OpaquePointer?
      try GitLibrary.check(git_odb_open(&new, folder.string), "git_odb_open")
      guard let new else { throw GitError(.git, "git_odb_open", path: folder) }
      do throws(GitError) {
        try LooseObjects.install(in: new, folder: folder)
        try GitLibrary.check(git_repository_set_odb(repository, new), "git_repository_set_odb")
      } catch {
        git_odb_free(new)
        throw error
      }
      git_odb_free(handle)
      handle = new
      seen = now
    }

    /// The remote that a partial clone leaves objects with; `nil` in other clones, and where the settings cannot be read.
    func promisor() -> String? {
      var settings: OpaquePointer?
      guard git_repository_config_snapshot(&settings, repository) == 0, let settings else { return nil }
      let configuration = GitConfiguration(settings)
      do throws(GitError) {
        if let name = try configuration.text("extensions.partialclone") { return name }
        var names = git_strarray()
        guard git_remote_list(&names, repository) == 0 else { return nil }
        defer { git_strarray_dispose(&names) }
        for name in (0..<names.count).compactMap({ names.strings[$0].map { String(cString: $0) } })
        where try configuration.flag("remote.\(name).promisor") == true { return name }
      } catch { return nil }
      return nil
    }

    func status() throws(GitError) -> FileStatus? {
      let packs = folder / "pack"
      return try onFiles { () throws(FileError) in try Files.status(packs) }
    }
  }

  private var handle: OpaquePointer? { store.handle }

  private init(_ store: Store) { self.store = store }

  /// The objects of `repository`, which keeps them in `folder`; the repository reads them this way from then on.
  package static func of(_ repository: borrowing GitRepository, folder: Path) throws(GitError) -> GitObjects {
    GitObjects(try Store(repository.handle, folder))
  }

  /// Looks for packs that appeared or are gone.
  package func refresh() throws(GitError) {
    if try isStale() { try store.open() }
  }

  /// Whether packs appeared or are gone since they were last looked for.
  package func isStale() throws(GitError) -> Bool { try store.status() != store.seen }

  /// Forgets all that is in memory.
  package func reopen() throws(GitError) { try store.open() }

  /// The content of an object, which must be of `kind`.
  package func read(_ id: ObjectID, as kind: ObjectKind) throws(GitError) -> [UInt8] {
    try read(id, as: kind) { Array($0) }
  }

  /// The content of an object without a copy, valid during the call only.
  package func read<Result>(
    _ id: ObjectID, as kind: ObjectKind, _ body: (UnsafeRawBufferPointer) throws(GitError) -> Result
  ) throws(GitError) -> Result {
    let object: OpaquePointer?
    do throws(GitError) { object = try open(id) } catch {
      // The pack that it was in may be gone, and the object in another.
      try store.open()
      do throws(GitError) { object = try open(id) } catch {
        guard error.code == .missing else { throw error }
        throw GitError(
          .missing, "git_odb_read", remote: store.promisor(), reason: "\(kind.name) \(id)", status: error.status)
      }
    }
    defer { git_odb_object_free(object) }
    guard git_odb_object_type(object) == kind.type else {
      throw GitError(.damaged, "git_odb_read", reason: "\(id) is no \(kind.name)")
    }
    return try body(UnsafeRawBufferPointer(start: git_odb_object_data(object), count: git_odb_object_size(object)))
  }

  /// The content of an object of any kind, with libgit2's number for the kind; `nil` when it is not there.
  package func raw(_ id: ObjectID) throws(GitError) -> (kind: Int32, bytes: [UInt8])? {
    var object: OpaquePointer?
    do throws(GitError) { object = try open(id) } catch {
      if try isStale() {
        try store.open()
        return try raw(id)
      }
      if error.code == .missing { return nil }
      throw error
    }
    defer { git_odb_object_free(object) }
    let content = UnsafeRawBufferPointer(start: git_odb_object_data(object), count: git_odb_object_size(object))
    return (git_odb_object_type(object).rawValue, Array(content))
  }

  private func open(_ id: ObjectID) throws(GitError) -> OpaquePointer? {
    var name = git_oid(id)
    var object: OpaquePointer?
    try GitLibrary.check(git_odb_read(&object, handle, &name), "git_odb_read")
    return object
  }

  /// The bytes of an object's content, which is not read; `nil` when the object is not there.
  package func size(of id: ObjectID) throws(GitError) -> Int? {
    var name = git_oid(id)
    var (size, type) = (0, GIT_OBJECT_INVALID)
    let status = git_odb_read_header(&size, &type, handle, &name)
    if status == GIT_ENOTFOUND.rawValue { return nil }
    try GitLibrary.check(status, "git_odb_read_header")
    return size
  }

  /// Whether the object is there; packs that appeared since they were last looked for do not count.
  package func contains(_ id: ObjectID) -> Bool {
    var name = git_oid(id)
    return git_odb_exists_ext(handle, &name, GIT_ODB_LOOKUP_NO_REFRESH.rawValue) == 1
  }

  /// What an object is; `nil` when it is not there or damaged.
  package func kind(of id: ObjectID) -> ObjectKind? {
    var name = git_oid(id)
    var object: OpaquePointer?
    guard git_odb_read(&object, handle, &name) == 0 else { return nil }
    defer { git_odb_object_free(object) }
    let type = git_odb_object_type(object)
    return ObjectKind(rawValue: UInt8(truncatingIfNeeded: type.rawValue))
  }

  /// Writes a loose object unless it is there already.
  package func write(_ content: UnsafeRawBufferPointer, as kind: ObjectKind) throws(GitError) -> ObjectID {
    var name = git_oid()
    try GitLibrary.check(
      git_odb_write(&name, handle, content.baseAddress, content.count, kind.type), "git_odb_write")
    return ObjectID(name)
  }

  /// The name that an object has or would have.
  package static func name(of content: UnsafeRawBufferPointer, as kind: ObjectKind) throws(GitError) -> ObjectID {
    try GitLibrary.start()
    var name = git_oid()
    try GitLibrary.check(git_odb_hash(&name, content.baseAddress, content.count, kind.type), "git_odb_hash")
    return ObjectID(name)
  }

  /// The name that an object of a file's content has or would have; the content is read piece by piece.
  package static func name(ofFile file: Path, as kind: ObjectKind) throws(GitError) -> ObjectID {
    try GitLibrary.start()
    var name = git_oid()
    try GitLibrary.check(git_odb_hashfile(&name, file.string, kind.type), "git_odb_hashfile")
    return ObjectID(name)
  }
}

extension ObjectKind {
  /// libgit2's number for it.
  package var type: git_object_t {
    switch self {
    case .commit: GIT_OBJECT_COMMIT
    case .tree: GIT_OBJECT_TREE
    case .blob: GIT_OBJECT_BLOB
    case .tag: GIT_OBJECT_TAG
    }
  }
}

extension git_oid {
  package init(_ id: ObjectID) {
    self.init()
    withUnsafeMutableBytes(of: &self) { id.copy(to: $0) }
  }
}

extension ObjectID {
  package init(_ name: git_oid) { self = withUnsafeBytes(of: name) { ObjectID($0) } }
}
