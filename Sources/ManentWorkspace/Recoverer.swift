/// Finishes or takes back the half-done work of a killed command, for one feature.
///
/// A workspace knows no feature: it is given a list of these with its ``Surroundings``, and runs them in their order before
/// it looks at chats or documents (`Workspace.recoverInterruptedWork`). Each looks for the notes of its own
/// kind, which costs next to nothing where there are none, and waits for no lock: a lock that is held is held by the process
/// at work.
package struct Recoverer: Sendable {
  private let goOn: @Sendable (Workspace) throws -> Void

  /// A recoverer.
  ///
  /// - Parameter goOn: follows or removes every note of the kind that no living process has written.
  package init(_ goOn: @escaping @Sendable (Workspace) throws -> Void) { self.goOn = goOn }

  func recover(_ workspace: Workspace) throws { try goOn(workspace) }
}
