public import ManentCore
public import ManentGit

extension History {
  /// All commits that references, `HEAD`s and logs lead to: where a rewriting has to begin.
  ///
  /// - Parameter spared: references whose names begin so are left out.
  public func allTips(sparing spared: String? = nil) throws(GitError) -> [CommitID] {
    let files = try ReferenceFiles(gitFolder: gitFolder, commonFolder: commonFolder)
    func isSpared(_ name: String) -> Bool { spared.map { name.hasPrefix($0) } ?? false }
    let references =
      files.loose.filter { !isSpared($0.name) }.map(\.target) + files.packed.filter { !isSpared($0.name) }.map(\.target)
    let logged = try ReferenceLogs(gitFolder: gitFolder, commonFolder: commonFolder).commits()
    var tips: Set<ObjectID> = []
    for start in Set(references + logged) {
      var id = start
      for _ in 0..<16 {
        guard let object = try objects.raw(id) else { break }
        if object.kind == Int32(ObjectKind.commit.rawValue) {
          tips.insert(id)
          break
        }
        guard object.kind == Self.tagKind,
          let target = ObjectID(String(decoding: object.bytes.dropFirst(7).prefix(40), as: UTF8.self))
        else { break }
        id = target
      }
    }
    return tips.sorted().map { CommitID($0) }
  }

  /// The commits that references and `HEAD`s lead to now.
  public func referenceTips() throws(GitError) -> [CommitID] {
    try ReferenceFiles(gitFolder: gitFolder, commonFolder: commonFolder).targets.map { CommitID($0) }
  }

  /// What of the user's own a rewriting would change: branches other than the one that is checked out, tags, notes,
  /// signatures, linked work trees.
  public func ownWork(changedBy rewriting: Rewriting) throws(GitError) -> [String] {
    guard !rewriting.isEmpty else { return [] }
    var changed: Set<String> = []
    let references = try ReferenceFiles(gitFolder: gitFolder, commonFolder: commonFolder)
    let checkedOut = try headState().reference
    let all = references.loose.map { ($0.name, $0.target) } + references.packed.map { ($0.name, $0.target) }
    for (name, target) in all
    where name != checkedOut && name != "HEAD" && !name.hasPrefix("refs/remotes/") && !name.hasPrefix(Self.kept) {
      if name.hasPrefix("refs/notes/") {
        changed.insert("\(name) (removed)")
      } else if try result(of: target, rewriting) != target {
        changed.insert(name)
      }
    }
    var work = changed.sorted()
    if rewriting.signed > 0 { work.append("\(rewriting.signed) signed commits, which lose their signatures") }
    return work + (try linkedWorkTrees()).map { "the work tree \($0)" }
  }

  /// Where commits are kept that hold what another machine has purged and this one's user has not agreed to.
  static let kept = "refs/manent/kept/"

  /// Keeps a commit, with all before it, under a name; it is never pushed.
  public func keep(_ commit: CommitID, as name: String) throws(GitError) {
    try repository.setReference(Self.kept + name, to: commit)
  }

  /// Lets go of what was kept under a name.
  public func letGo(_ name: String) throws(GitError) { try repository.removeReference(Self.kept + name) }

  /// What is kept under a name; `nil` when nothing is.
  public func kept(as name: String) throws(GitError) -> CommitID? { try repository.commit(of: Self.kept + name) }

  /// The beginning of the names of references that keep commits.
  public static var keptReferences: String { kept }

  /// The other work trees of the repository.
  public func linkedWorkTrees() throws(GitError) -> [Path] {
    let folders = try ReferenceFiles.gitFolders(gitFolder: gitFolder, commonFolder: commonFolder)
    return try folders.filter { $0.string != gitFolder.string && $0.string != commonFolder.string }.map {
      folder throws(GitError) in
      let text = try onFiles { () throws(FileError) in
        try Files.status(folder / "gitdir") == nil ? [] : try Files.read(folder / "gitdir", limit: 1 << 16)
      }
      return Path(String(decoding: text.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)).parent
    }
  }

  /// Other folders of objects that this repository reads (`objects/info/alternates`).
  public func alternates() throws(GitError) -> [Path] {
    let text = try onFiles { () throws(FileError) in
      let file = commonFolder / "objects" / "info" / "alternates"
      return try Files.status(file) == nil ? [] : try Files.read(file, limit: 1 << 20)
    }
    return text.split(separator: UInt8(ascii: "\n")).map { Path(String(decoding: $0, as: UTF8.self)) }
  }

  /// Whether git remembers how conflicts were resolved, with their text (`rr-cache`).
  public var remembersConflicts: Bool {
    ((try? Files.list(commonFolder / "rr-cache")) ?? []).isEmpty == false
  }

  /// The remotes with their addresses, sorted by name; a password in one is left out.
  public func remoteAddresses() throws(GitError) -> [(name: String, address: String)] {
    try repository.remoteAddresses().map { ($0.name, Self.withoutPassword($0.address)) }
  }

  private static func withoutPassword(_ address: String) -> String {
    guard let scheme = address.firstRange(of: "://") else { return address }
    let rest = address[scheme.upperBound...]
    let host = rest.prefix { $0 != "/" }
    guard let at = host.lastIndex(of: "@"), let colon = host[..<at].firstIndex(of: ":") else { return address }
    return String(address[..<colon] + address[at...])
  }
}
