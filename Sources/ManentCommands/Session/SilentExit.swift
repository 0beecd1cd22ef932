/// A command that has said all there is to say and ends with a status.
struct SilentExit: Error {
  /// The status.
  let code: ExitCode
}
