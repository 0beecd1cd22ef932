import ManentCatalog
import ManentCore
import ManentHTTP
import ManentRecords
import ManentWorkspace

/// The workspaces that are open, several handles of each, so that many requests go on at once.
final class WorkspacePool: Sendable {
  private struct State: Sendable {
    var idle: [Path: [WorkspaceHandle]] = [:]
    var open: [Path: Int] = [:]
    var idleCount = 0
    /// What the handles of a workspace have in common, for as long as one is open.
    var shared: [Path: WorkspaceHandle.Shared] = [:]
    /// How often the repository of a workspace was packed since the server runs.
    var packings: [Path: Int] = [:]

    /// Notes that a handle of a workspace is closed.
    mutating func close(_ root: Path, count: Int = 1) {
      open[root, default: count] -= count
      guard open[root] == 0 else { return }
      open[root] = nil
      shared[root] = nil
    }
  }

  private let state = Monitor(State())
  private let environment: [String: String]
  /// At most how many handles one workspace has.
  private let limit: Int
  /// At most how many handles wait for use, of all workspaces.
  private let idleLimit: Int
  private let tidy: (@Sendable (Path) -> Void)?

  init(
    environment: [String: String], limit: Int = 40, idleLimit: Int = 32, tidy: (@Sendable (Path) -> Void)? = nil
  ) {
    self.environment = environment
    self.limit = limit
    self.idleLimit = idleLimit
    self.tidy = tidy
  }

  /// How many handles are open.
  var count: Int { state.withLock { $0.open.values.reduce(0, +) } }

  /// Works on a workspace, with a handle that nobody else has meanwhile. When the catalog turns out to be damaged, it is
  /// thrown away and the work is done again, once.
  func use<Result>(_ root: Path, _ body: (WorkspaceHandle) throws -> Result) throws -> Result {
    do {
      return try useOnce(root, body)
    } catch let error as CatalogError where error.needsRebuild {
      closeIdle(of: root)
      try Catalog.discard(at: error.path)
      return try useOnce(root, body)
    }
  }

  private func useOnce<Result>(_ root: Path, _ body: (WorkspaceHandle) throws -> Result) throws -> Result {
    let handle = try take(root)
    var isSound = false
    defer { giveBack(handle, root, isSound: isSound) }
    let result: Result
    do {
      result = try body(handle)
      isSound = true
    } catch {
      isSound = !(error is CatalogError)
      throw error
    }
    return result
  }

  private enum Taken: Sendable {
    case handle(WorkspaceHandle)
    /// There is room for one more.
    case room(WorkspaceHandle.Shared)
  }

  private func take(_ root: Path) throws -> WorkspaceHandle {
    while true {
      let waiting = state.wait(atMost: 30) { state -> Taken? in
        if var handles = state.idle[root], let handle = handles.popLast() {
          state.idle[root] = handles.isEmpty ? nil : handles
          state.idleCount -= 1
          return .handle(handle)
        }
        guard state.open[root, default: 0] < limit else { return nil }
        state.open[root, default: 0] += 1
        let shared = state.shared[root] ?? WorkspaceHandle.Shared()
        state.shared[root] = shared
        return .room(shared)
      }
      guard let taken = waiting else {
        throw ServeError(503, "the workspace is busy", code: "busy", headers: ["Retry-After": "2"])
      }
      switch taken {
      case .handle(let handle):
        guard handle.isCurrent else {
          forget(root)
          continue
        }
        do {
          try renew(handle, root)
          return handle
        } catch {
          forget(root)
          throw error
        }
      case .room(let shared):
        do {
          let packings = packings(of: root)
          let handle = try WorkspaceHandle(root, environment: environment, shared: shared, tidy: tidy)
          handle.packings = packings
          return handle
        } catch {
          forget(root)
          throw error
        }
      }
    }
  }

  private func giveBack(_ handle: WorkspaceHandle, _ root: Path, isSound: Bool) {
    guard isSound, !handle.workspace.isReadOnly else { return forget(root) }
    handle.lastUse = .now
    var oldest: WorkspaceHandle?
    state.update { state in
      state.idle[root, default: []].append(handle)
      state.idleCount += 1
      guard state.idleCount > idleLimit else { return }
      // The one that has waited longest goes: of any workspace.
      let found = state.idle.compactMap { root, handles in handles.first.map { (root, $0.lastUse) } }
        .min { $0.1 < $1.1 }
      guard let found, var handles = state.idle[found.0] else { return }
      oldest = handles.removeFirst()
      state.idle[found.0] = handles.isEmpty ? nil : handles
      state.idleCount -= 1
      state.close(found.0)
    }
    _ = oldest
  }

  /// Notes that the repository of a workspace was packed: handles let go of the packs of before, those that somebody uses
  /// before they are used again.
  func notePacking(of root: Path) {
    state.update { $0.packings[root, default: 0] += 1 }
    while let handle = takeStale(root) {
      do {
        try renew(handle, root)
        giveBack(handle, root, isSound: true)
      } catch {
        // The next one who needs a handle opens another, and is told why that cannot be.
        forget(root)
      }
    }
  }

  /// A handle that nobody uses and that knows packs of before.
  private func takeStale(_ root: Path) -> WorkspaceHandle? {
    state.update { state in
      let packings = state.packings[root]
      guard var handles = state.idle[root], let place = handles.firstIndex(where: { $0.packings != packings }) else {
        return nil
      }
      let handle = handles.remove(at: place)
      state.idle[root] = handles.isEmpty ? nil : handles
      state.idleCount -= 1
      return handle
    }
  }

  private func packings(of root: Path) -> Int { state.withLock { $0.packings[root, default: 0] } }

  private func renew(_ handle: WorkspaceHandle, _ root: Path) throws {
    let packings = packings(of: root)
    guard handle.packings != packings else { return }
    try handle.renew()
    handle.packings = packings
  }

  private func forget(_ root: Path) {
    state.update { $0.close(root) }
  }

  /// The settings of a workspace as they are now, without waiting for a handle.
  func settings(of root: Path) throws -> WorkspaceSettings {
    let file = root / WorkspaceLayout.settingsFile
    return try WorkspaceSettings(
      parsing: Files.read(file, limit: 1 << 20, followsLinks: false), file: file.string)
  }

  /// Closes the handles of a workspace that nobody uses now.
  func closeIdle(of root: Path) {
    let handles = state.update { state -> [WorkspaceHandle] in
      let handles = state.idle.removeValue(forKey: root) ?? []
      state.idleCount -= handles.count
      if !handles.isEmpty { state.close(root, count: handles.count) }
      return handles
    }
    _ = handles
  }

  /// Closes the handles that nobody has used since then; those in use and those used later stay.
  func closeIdle(unusedSince moment: ContinuousClock.Instant) {
    let resting = state.update { state -> [WorkspaceHandle] in
      var resting: [WorkspaceHandle] = []
      for (root, handles) in state.idle {
        let kept = handles.filter { $0.lastUse > moment }
        guard kept.count < handles.count else { continue }
        resting += handles.filter { $0.lastUse <= moment }
        state.idle[root] = kept.isEmpty ? nil : kept
        state.idleCount -= handles.count - kept.count
        state.close(root, count: handles.count - kept.count)
      }
      return resting
    }
    // They are closed here, outside of the lock.
    _ = resting
  }

  /// Closes all that nobody uses now.
  func closeIdle() { for root in state.withLock({ Array($0.idle.keys) }) { closeIdle(of: root) } }
}
