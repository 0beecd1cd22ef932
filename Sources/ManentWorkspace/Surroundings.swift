public import ManentCore

/// All that a workspace takes from outside its files.
///
/// The recoverers have to be given, so that no workspace is opened without them.
public struct Surroundings {
  /// The recoverers of all features, in the order in which they run.
  let recoverers: [Recoverer]
  /// Where the time comes from.
  public var clock: Clock
  /// The variables of the environment.
  public var environment: [String: String]
  /// The name of this machine, recorded in messages.
  public var device: String
  /// Told what the user should know, a sentence at a time.
  public var notify: (String) -> Void
  /// Told how far long work has come.
  public var report: (Progress) -> Void
  /// Told the ids of chats that are being purged, so that what is kept of them outside the workspace goes as well.
  public var purged: (Set<String>) -> Void = { _ in }
  /// Asks the user a question that is answered with yes or no; `nil` where there is nobody to ask.
  public var ask: ((String) throws -> Bool)?
  /// Starts a process that tidies up the repository of a workspace; `nil` when it is to be done at once.
  public var tidyInBackground: ((Path) -> Void)?

  /// Joins the commits of turns, where several threads of this process use the workspace; `nil` where one does.
  public var commits: CommitQueue?

  /// What threads of this process keep together, where several of them use the workspace; `nil` where one does.
  public var shared: SharedMemory?

  /// How far long work has come.
  public struct Progress: Sendable, Equatable {
    /// What is being done.
    public var activity: String
    /// How many steps are done.
    public var done: Int
    /// How many steps there are.
    public var total: Int

    /// A state of progress from its parts.
    public init(_ activity: String, done: Int, total: Int) {
      self.activity = activity
      self.done = done
      self.total = total
    }
  }

  /// Surroundings from their parts.
  package init(
    recoveringBy recoverers: [Recoverer], clock: Clock, environment: [String: String], device: String,
    notify: @escaping (String) -> Void, report: @escaping (Progress) -> Void, tidyInBackground: ((Path) -> Void)?
  ) {
    self.recoverers = recoverers
    self.clock = clock
    self.environment = environment
    self.device = device
    self.notify = notify
    self.report = report
    self.tidyInBackground = tidyInBackground
  }
}
