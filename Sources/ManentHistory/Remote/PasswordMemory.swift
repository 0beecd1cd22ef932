internal import ManentCore

/// Lets git remember a password that was typed, for as long as one command of ours lasts: listing, fetching and pushing
/// are calls of their own, and each would ask anew.
///
/// It is git's own `credential-cache` with a socket in a folder that only this user can read; it ends with the value.
final class PasswordMemory {
  /// Longer than any command waits between two calls.
  private static let seconds = 900

  private let folder: Path
  private let git: Path
  private let environment: [String: String]
  private var isUsed = false

  /// A memory, or `nil` where no folder can be made for it: then git asks each time.
  init?(git: Path, environment: [String: String]) {
    guard let made = try? Files.makeTemporaryFolder(prefix: "manent-", environment: environment) else { return nil }
    (folder, self.git, self.environment) = (made, git, environment)
  }

  deinit {
    if isUsed { end() }
    // What stays of an empty folder is the system's to clear away.
    try? Files.removeTree(folder)
  }

  private func end() {
    let call = ProgramCall(git, ["credential-cache", "--socket", socket, "exit"], environment: environment)
    // Without an answer it ends by itself.
    _ = try? ChildProcess.run(call, limits: ChildProcess.Limits(time: .seconds(5)))
  }

  private var socket: String { (folder / "socket").string }

  /// The setting that adds it to the user's own credential helpers.
  var setting: String {
    isUsed = true
    return "credential.helper=cache --timeout=\(Self.seconds) --socket='\(socket)'"
  }
}
