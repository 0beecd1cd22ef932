import ManentCore
import ManentRecords
import ManentWorkspace

/// A workspace that is searched for a question that is asked in another one, or in itself.
struct SharedWorkspace {
  /// What it is called; `nil` for the one that the question is asked in.
  var name: String?
  var workspace: Workspace

  /// What the names of its documents begin with.
  var prefix: String { name.map { $0 + ":" } ?? "" }
}

extension Workspace {
  /// The other workspaces that are searched with this one (`retrieval.shared`): those in `MANENT_HOME` that this machine's
  /// settings let this one search. Nothing in them is changed, and what they share themselves is not followed.
  ///
  /// One that cannot be searched is told of, and keeps nobody from the others.
  func sharedWorkspaces() throws -> [SharedWorkspace] {
    guard !settings.shared.isEmpty else { return [] }
    let locator = WorkspaceLocator(environment: surroundings.environment)
    let machine = try MachineSettings.load(from: locator.configuration)
    var found: [SharedWorkspace] = []
    for name in settings.shared {
      do {
        try WorkspaceName.check(name)
        let folder = locator.home / name
        guard WorkspaceLocator.isWorkspace(folder) else {
          tellShared(name, "there is no such workspace on this machine")
          continue
        }
        guard try resolved(folder) != resolved(root) else { continue }
        guard try allows(machine.shared[name] ?? [], in: locator.home) else {
          tellShared(
            name,
            "this machine does not let it be searched from here; 'shared: {\(name): [\(self.name)]}' in "
              + "\(locator.configuration / MachineSettings.fileName) does")
          continue
        }
        var silent = surroundings
        silent.notify = { _ in }
        silent.ask = nil
        // Whose segments they are is nobody's word but that workspace's.
        silent.shared = nil
        let workspace = try Workspace.open(folder, surroundings: silent, leavingNothing: true)
        workspace.readsCatalog = true
        try workspace.refreshDocuments()
        found.append(SharedWorkspace(name: name, workspace: workspace))
      } catch let interruption as Interruption {
        throw interruption
      } catch {
        tellShared(name, "\(error)")
      }
    }
    return found
  }

  /// Whether a list of workspaces that may search another has this one: by its name in `MANENT_HOME`, by its path, or
  /// as any. What a workspace calls itself does not count.
  private func allows(_ list: [String], in home: Path) throws -> Bool {
    let own = try resolved(root)
    return try list.contains { entry in
      if entry == "*" { return true }
      let place = entry.contains("/") ? Path(entry) : home / entry
      return try Files.exists(place) && resolved(place) == own
    }
  }

  private func resolved(_ path: Path) throws -> Path { try Files.resolvingLinks(path) }

  private func tellShared(_ name: String, _ reason: String) {
    guard told.paths.insert("retrieval.shared \(name)").inserted else { return }
    surroundings.notify("retrieval.shared: '\(name)' is not searched: \(reason)")
  }
}
