import ManentChats
public import ManentCore
import ManentDocuments
import ManentRecords
import ManentSync
public import ManentWorkspace
public import TestSupport

/// A real workspace in a test's folder, with all that comes from outside in the test's hands.
public struct SampleWorkspace {
  /// The folder.
  public let root: Path
  /// The user's own git in it.
  public let git: Git
  /// What the workspace has told the user.
  public let notices = Notices()
  /// The clock that the workspace reads.
  public let clock: SteppingClock

  /// The sentences that a workspace has told the user.
  public final class Notices {
    /// The sentences, in order.
    public var sentences: [String] = []
  }

  /// Makes a workspace in the folder `name` of the test's folder.
  ///
  /// - Parameters:
  ///   - name: the folder's name.
  ///   - settings: lines of `workspace.yaml` after the version of the layout.
  ///   - documents: the template's documents, by name.
  public init(
    _ name: String = "alice", settings: String = "", documents: [String: String] = [:]
  ) throws {
    try self.init(at: TemporaryFolder.current / name, settings: settings, documents: documents)
  }

  /// Makes a workspace in a folder.
  public init(at folder: Path, settings: String = "", documents: [String: String] = [:]) throws {
    clock = SteppingClock()
    let template = TemporaryFolder.current / "template-of-\(folder.name)"
    var files = [
      "workspace.yaml": "manent: 1\n" + settings, ".gitignore": ".manent/\n",
      ".gitattributes": WorkspaceAttributes.lines.joined(separator: "\n") + "\n",
    ]
    for (name, text) in documents { files["documents/" + name] = text }
    for (name, text) in files {
      try Files.makeFolders((template / name).parent)
      try Files.writeAtomically(Array(text.utf8), to: template / name)
    }
    let surroundings = Self.surroundings(clock, notices)
    let workspace = try Workspace.create(
      at: folder, from: WorkspaceTemplate(folder: template), surroundings: surroundings)
    root = workspace.root
    git = Git(folder: workspace.root)
  }

  /// The workspace of a folder that is there already, such as a clone.
  public init(existing folder: Path) throws {
    clock = SteppingClock()
    root = try Files.resolvingLinks(folder)
    git = Git(folder: root)
  }

  /// Opens the workspace anew, as the next command does.
  ///
  /// - Parameters:
  ///   - device: what the machine is called.
  ///   - environment: what is in the environment beside what a workspace needs.
  public func open(device: String = "laptop", environment: [String: String] = [:]) throws -> Workspace {
    try Workspace.open(root, surroundings: Self.surroundings(clock, notices, device: device, environment))
  }

  /// Writes a file by hand.
  public func write(_ path: String, _ text: String) throws { try write(path, bytes: Array(text.utf8)) }

  /// Writes a file by hand.
  public func write(_ path: String, bytes: [UInt8]) throws {
    try Files.makeFolders((root / path).parent)
    try Files.writeAtomically(bytes, to: root / path)
  }

  /// The text of a file.
  public func read(_ path: String) throws -> String { String(decoding: try Files.read(root / path), as: UTF8.self) }

  /// The subjects of the commits, the newest first.
  public func subjects() throws -> [String] {
    try git("log", "--format=%s").split(separator: "\n").map(String.init)
  }

  private static func surroundings(
    _ clock: SteppingClock, _ notices: Notices, device: String = "laptop", _ more: [String: String] = [:]
  ) -> Surroundings {
    Surroundings(
      clock: clock.clock,
      environment: [
        "GIT_AUTHOR_NAME": "Alice", "GIT_AUTHOR_EMAIL": "alice@example.org", "GIT_COMMITTER_NAME": "Alice",
        "GIT_COMMITTER_EMAIL": "alice@example.org", "TMPDIR": TemporaryFolder.current.string,
      ].merging(more) { _, new in new },
      device: device, notify: { notices.sentences.append($0) })
  }
}
