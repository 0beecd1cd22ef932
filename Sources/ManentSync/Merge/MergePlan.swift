import ManentCore
import ManentHistory
import ManentRecords

/// What becomes of each path in which two histories differ.
///
/// Every decision depends on the two sides alone, and on neither being ours or theirs, so that it does not matter who
/// joins whom.
final class MergePlan {
  /// What a path is in the joined tree.
  enum Decision {
    case absent
    case version(FileVersion)
    case content([UInt8], FileVersion.Kind)

    init(_ version: FileVersion?) { self = version.map { .version($0) } ?? .absent }

    var isAbsent: Bool { if case .absent = self { true } else { false } }
  }

  /// A version that gave way to a later one, and is kept under another name.
  struct Copy {
    var path: Path
    var version: FileVersion
    var device: String
    /// When it was committed, in seconds since 1970.
    var time: Int64

    /// Where it is kept.
    var name: Path { CopyName.name(of: path, device: device, time: time) }

    /// Where it can be found: under its name, or under that with digits where another copy has the name.
    var places: [Path] { [name, CopyName.numbered(name, version.blob)] }
  }

  let fork: Fork
  /// The paths in which the sides differ.
  let paths: [Path: ForkedPath]
  var decisions: [Path: Decision] = [:]
  var copies: [Copy] = []
  /// Versions that have their name again, because a later one has the same content: an earlier merge may have copied
  /// them.
  var superfluous: [Copy] = []
  var report = MergeReport(.upToDate)
  /// The settings of chats that one side had forgotten and the other has restored.
  var returned: Set<Path> = []
  /// What has the name of a copy and came in the fork, by the path of which it is a copy.
  private(set) lazy var newCopies: [Path: [ForkedPath]] = {
    let new = paths.values.filter { $0.bases.allSatisfy { $0 == nil } }
    let copies = new.compactMap { path in CopyName.original(of: path.path).map { ($0, [path]) } }
    return Dictionary(copies, uniquingKeysWith: +)
  }()
  /// Paths that were put together from both sides.
  var joined: Set<Path> = []

  init(_ fork: Fork) throws {
    self.fork = fork
    paths = Dictionary(try fork.differingPaths().map { ($0.path, $0) }) { first, _ in first }
  }

  /// A plan for one path alone.
  init(_ fork: Fork, only path: Path) throws {
    self.fork = fork
    paths = [
      path: ForkedPath(
        path: path, ours: try fork.version(of: path, in: fork.ours),
        theirs: try fork.version(of: path, in: fork.theirs),
        bases: try fork.bases.map { try fork.version(of: path, in: $0) })
    ]
  }

  /// Decides everything.
  func decide() throws {
    let tombstones = try decideTombstones()
    try decideChats(tombstones)
    try decideFiles()
    try joinSameChats()
    try placeCopies()
    try separateFilesFromFolders()
    try decideIndex()
    report.merged = joined.sorted().map(\.string)
    report.keptBoth.sort { ($0.path, $0.copy) < ($1.path, $1.copy) }
    report.keptChanges.sort { $0.path < $1.path }
    report.clashes.sort { ($0.path, $0.key) < ($1.path, $1.key) }
    report.edits.sort { ($0.path, $0.message, "\($0.commit)") < ($1.path, $1.message, "\($1.commit)") }
    report.removedChats.sort()
  }

  /// What has to be done to our tree.
  func changes() -> [TreeChange] {
    decisions.keys.sorted().compactMap { path in
      let ours = paths[path]?.ours
      switch decisions[path] {
      case .absent?: return paths[path] == nil || ours != nil ? TreeChange(path, .removal) : nil
      case .version(let version)?: return version == ours ? nil : TreeChange(path, .version(version))
      case .content(let bytes, let kind)?: return TreeChange(path, .content(bytes, kind))
      case nil: return nil
      }
    }
  }

  /// What a path is in the joined tree, as far as it is decided.
  func version(at path: Path) throws -> Decision {
    if let decision = decisions[path] { return decision }
    return Decision(try fork.version(of: path, in: fork.ours))
  }

  /// The bytes of what a path is in the joined tree; `nil` when it is not there.
  func content(at path: Path) throws -> [UInt8]? {
    switch try version(at: path) {
    case .absent: nil
    case .version(let version): version.isFile ? try fork.content(of: version) : nil
    case .content(let bytes, _): bytes
    }
  }
}
