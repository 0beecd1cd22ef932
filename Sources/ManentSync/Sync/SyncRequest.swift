public import ManentCore
import ManentHistory
public import ManentWorkspace

/// What a sync is asked to do.
public struct SyncRequest {
  /// The remote as it was typed: a URL or path that is to be set, or the name of a remote; `nil` for the one that is
  /// set already.
  public var remote: String?
  /// What a relative path in `remote` is meant from.
  public var currentFolder: Path
  /// Whether a remote workspace is joined that has nothing in common with this one.
  public var allowsUnrelated: Bool
  /// Whether somebody is at the terminal to type a password or to confirm a host key.
  public var isInteractive: Bool
  /// How long the remote may say nothing.
  public var silence: Duration
  /// What becomes of purges that other machines have made; `nil` for what the machine's settings say.
  public var purges: PurgePolicy?
  /// How often a push is tried again when other machines are quicker.
  public var attempts: Int

  /// A request from its parts.
  public init(
    remote: String? = nil, currentFolder: Path = Platform.currentFolder, allowsUnrelated: Bool = false,
    isInteractive: Bool = false, silence: Duration = .seconds(300), attempts: Int = 16, purges: PurgePolicy? = nil
  ) {
    self.remote = remote
    self.currentFolder = currentFolder
    self.allowsUnrelated = allowsUnrelated
    self.isInteractive = isInteractive
    self.silence = silence
    self.attempts = attempts
    self.purges = purges
  }

  /// The user's git, as this request uses it.
  func transport(_ surroundings: Surroundings) throws -> GitTransport {
    let report = surroundings.report
    return try GitTransport(
      environment: surroundings.environment,
      manner: GitTransport.Manner(isInteractive: isInteractive, silence: silence) { progress in
        report(.init(progress.activity, done: progress.done, total: progress.total))
      })
  }
}
