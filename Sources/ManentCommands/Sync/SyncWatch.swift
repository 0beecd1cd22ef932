import ManentCore
import ManentFormats
internal import ManentGit
import ManentHistory
import ManentRecords
import ManentSync
import ManentTerminal
import ManentWorkspace

/// `manent sync --watch`: syncs now and then, and soon after the branch has moved here.
struct SyncWatch {
  /// How often the branch's file is looked at: a turn is pushed well within 2 s.
  private static let glance = Duration.milliseconds(500)
  /// The longest time between two attempts at a remote that cannot be reached.
  private static let longestWait = Duration.seconds(600)

  private let root: Path
  private let interval: Duration
  private let session: Session
  private var request: SyncRequest
  private let lockFile: Path
  /// How often in a row the remote could not be reached.
  private var failures = 0
  /// What the last failure was, which is told once.
  private var complaint: String?
  /// The files that were not committed when that was told last.
  private var uncommitted: [String] = []
  /// The commit that was checked out before the last round: what came after it, in the middle of the round or by it,
  /// may not be pushed yet.
  private var seen: CommitID?

  init(_ workspace: Workspace, _ request: SyncRequest, interval: Duration, _ session: Session) throws {
    try workspace.requireWritable()
    root = workspace.root
    lockFile = workspace.watchLock
    self.request = request
    self.interval = interval
    self.session = session
  }

  /// Watches until the user asks to stop.
  func run() throws {
    guard let lock = try FileLock.takeIfFree(lockFile) else {
      throw WorkspaceError(
        .busy, "\(root)", "another 'manent sync --watch' keeps this workspace in step", advice: "leave it to that one")
    }
    try lock.during {
      var watch = self
      do { try watch.rounds() } catch is Interruption { return session.finishProgress() }
    }
  }

  private mutating func rounds() throws {
    while true {
      try round()
      // The remote is set by now, and nobody is asked for a password again and again.
      if failures == 0 {
        request.remote = nil
        request.isInteractive = false
      }
      try wait()
    }
  }

  /// Syncs once.
  private mutating func round() throws {
    let begun = head()
    do {
      // Opened anew each time, as by a command of its own: settings and files may have changed.
      let workspace = try Workspace.open(root, surroundings: session.surroundings)
      let report = try workspace.sync(request)
      try tell(report)
      failures = 0
      complaint = nil
    } catch let error as Interruption {
      throw error
    } catch {
      // Before the first success there is nothing to keep in step: a wrong address is no bad weather.
      guard WorkspaceLocator.isWorkspace(root) else { throw error }
      if failures == 0, complaint == nil, seen == nil, !Self.isWeather(error) { throw error }
      try tell(error)
      failures += 1
    }
    seen = begun
  }

  /// Waits for the next round: until the interval is over, or the branch has moved.
  private func wait() throws {
    let end = ContinuousClock.now + pause
    while ContinuousClock.now < end {
      // A remote that does not answer is not tried for every turn.
      if failures == 0, head() != seen { return }
      try Interruption.pause(min(Self.glance, max(.zero, end - ContinuousClock.now)))
    }
  }

  /// The time to the next round: the interval, doubled with each failure up to 10 minutes, and not quite regular, so
  /// that machines that went offline together do not come back together.
  private var pause: Duration {
    guard failures > 0 else { return interval }
    let doubled = min(interval * (1 << min(failures - 1, 12)), max(interval, Self.longestWait))
    return doubled * Double.random(in: 0.75...1)
  }

  private func head() -> CommitID? {
    HeadReader.gitFolder(containing: root).flatMap { HeadReader.commit(gitFolder: $0.gitFolder) }
  }

  private mutating func tell(_ report: SyncReport) throws {
    session.finishProgress()
    if complaint != nil { session.terminal.report("manent: in step again") }
    if session.wantsJSON {
      return try session.terminal.writeInert(Array((SyncOutput.json(report).serialized() + "\n").utf8), isJSON: true)
    }
    let isNews = !report.uncommitted.isEmpty && report.uncommitted != uncommitted
    uncommitted = report.uncommitted
    if !report.isQuiet || isNews { for line in SyncOutput.lines(report) { try session.say(line) } }
  }

  private mutating func tell(_ error: any Error) throws {
    session.finishProgress()
    let text = Terminal.inert("\(error)")
    if session.wantsJSON {
      try session.terminal.writeInert(
        Array(((["error": .string(text)] as JSON).serialized() + "\n").utf8), isJSON: true)
    }
    guard complaint == nil else { return }
    complaint = text
    session.terminal.report("manent: \(text); trying again until it works")
  }

  /// Whether an error may pass by itself.
  private static func isWeather(_ error: any Error) -> Bool {
    switch error {
    case let error as GitError: [.unreachable, .beaten, .diskFull].contains(error.code)
    case let error as WorkspaceError: error.code == .busy
    default: false
    }
  }
}
