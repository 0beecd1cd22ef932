import ManentCatalog
import ManentChat
import ManentCore
import ManentPlugins
import ManentRecords
import ManentSync
import ManentWorkspace
import Synchronization

/// A workspace that is open, with those who can answer in it; used by one thread at a time.
///
/// `WorkspacePool` hands each handle to one thread only, which gives it back: that is what makes it sendable.
final class WorkspaceHandle: @unchecked Sendable {
  /// Sentences for the user of the moment.
  final class Notices: Sendable {
    private let sink = Mutex<(@Sendable (String) -> Void)?>(nil)

    func say(_ sentence: String) { sink.withLock { $0 }?(sentence) }

    func during<Result>(_ hear: @escaping @Sendable (String) -> Void, _ body: () throws -> Result) rethrows -> Result {
      sink.withLock { $0 = hear }
      defer { sink.withLock { $0 = nil } }
      return try body()
    }
  }

  /// What all handles of one workspace use together.
  struct Shared: Sendable {
    /// Where turns are committed.
    let commits = CommitQueue()
    /// Texts and segments that all handles share.
    let memory = SharedMemory()
  }

  private(set) var workspace: Workspace
  private let surroundings: Surroundings
  let providers: Providers
  let notices: Notices
  /// What the settings' file looked like when it was read.
  private let settings: FileStamp?
  var lastUse = ContinuousClock.now

  init(_ root: Path, environment: [String: String], shared: Shared, tidy: ((Path) -> Void)?) throws {
    let notices = Notices()
    self.notices = notices
    var surroundings = Surroundings(
      environment: environment, device: Platform.hostName, notify: { notices.say($0) }, tidyInBackground: tidy)
    surroundings.commits = shared.commits
    surroundings.shared = shared.memory
    self.surroundings = surroundings
    settings = Self.stamp(root)
    workspace = try Workspace.open(root, surroundings: surroundings)
    providers = Providers { PluginFinder(environment: environment) }
  }

  /// Opens the workspace anew, with the same processes of providers: libgit2 keeps packs open that packing has removed.
  func renew() throws { workspace = try Workspace.open(workspace.root, surroundings: surroundings) }

  /// How often its repository had been packed when it was opened.
  var packings = 0

  /// Whether the settings are still those that were read.
  var isCurrent: Bool {
    guard let now = Self.stamp(workspace.root), let settings else { return false }
    return (now.size, now.modified, now.inode) == (settings.size, settings.modified, settings.inode)
  }

  private static func stamp(_ root: Path) -> FileStamp? {
    // Settings that cannot be looked at are found out when the workspace is opened.
    (try? Files.statusFollowingLinks(root / WorkspaceLayout.settingsFile))?.flatMap { FileStamp($0) }
  }
}
