import ManentCore
package import ManentWorkspace

extension Workspace {
  /// Where steps that put documents into place are noted.
  var placements: Journal { Journal(folder: stateFolder / "staging", name: "placement.json") }

  /// Puts documents into place, or gives that up, where a killed process was about to.
  fileprivate func recoverPlacements() throws {
    guard try !placements.list().isEmpty else { return }
    // Who holds the lock is at work there; then nothing was left.
    try lockedIfFree(.documents) {
      for note in try placements.list() {
        try follow(note) { json in
          guard let finished = try Placement.finish(json, in: note.file.parent, place: inside) else { return false }
          try note.finish()
          surroundings.notify("finished what an interrupted command had begun: \(finished.count.counted("file"))")
          return true
        }
      }
    }
  }
}

extension Recoverer {
  /// Puts documents into place, or removes what is left of them.
  package static let placements = Recoverer { try $0.recoverPlacements() }
}
