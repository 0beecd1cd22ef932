import ManentCore
package import ManentFormats
internal import ManentGit
import ManentRecords

extension Workspace {
  /// Goes on with a note that a killed process has left.
  ///
  /// What was begun and has no note has not happened: it is removed. What another process is at work on is left to it,
  /// and so is what is no note of ours, which the user is told.
  ///
  /// - Parameter goOn: does the work to its end; `false` when the note says nothing that it could follow.
  /// - Throws: `WorkspaceError.Code.unreadable` for a note that is there and cannot be read: nothing may be done then as
  ///   if it were not there.
  package func follow(_ note: JournalNote, _ goOn: (JSON) throws -> Bool) throws {
    switch try note.state(isElsewhere: isElsewhere) {
    case .foreign: return
    case .absent: if let folder = note.folder { try Files.removeTree(folder) }
    case .unreadable(let error): throw unreadable(error)
    case .damaged: tellUnfollowed(note, "it is not one of this program's")
    case .noted(let json):
      do {
        if try !goOn(json) { tellUnfollowed(note, "this program does not know how to follow it") }
      } catch let error as GitError {
        // Objects that are gone, or that a partial clone has never had.
        tellUnfollowed(note, "\(error)")
      } catch let error as WorkspaceError where error.code != .unreadable {
        tellUnfollowed(note, "\(error)")
      }
    }
  }

  /// A note that is there and that the system does not give out.
  func unreadable(_ error: FileError) -> WorkspaceError {
    WorkspaceError(
      .unreadable, "\(error.path)",
      "cannot \(error.operation) the note of a command that was interrupted: \(error.reason)",
      advice: "nothing is done before it can be read")
  }

  private func tellUnfollowed(_ note: JournalNote, _ reason: String) {
    surroundings.notify(
      "cannot finish what an interrupted command had begun (\(note.file)): \(reason); it is left there")
  }
}
