import ManentCore
import ManentHistory

/// Puts the objects of a repository together in a process of its own, so that no command waits for it.
///
/// The process is this program again, with one word that no user types.
enum BackgroundPacking {
  private static let word = "--pack-objects-of"

  /// Starts the process for the repository that a folder is in, unless this process is not the program itself.
  static func start(_ folder: Path) {
    guard let program = Platform.executable, program.name == "manent" else { return }
    Platform.startDetached(program, [word, folder.string])
  }

  /// Does the work when the command line asks for it; `nil` when it asks for something else.
  static func run(_ arguments: [String]) -> ExitCode? {
    guard arguments.count == 2, arguments[0] == word else { return nil }
    Platform.detach()
    Interruption.listen()
    // Nobody is there to be told: what cannot be done now is tried again after a later commit, and `doctor` finds what
    // is damaged.
    guard let history = try? History.open(containing: Path(arguments[1])), let outcome = try? history.pack() else {
      return .failed
    }
    return outcome == .packed ? .done : .failed
  }
}
