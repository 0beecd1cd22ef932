import ManentChats
public import ManentCore
import ManentDocuments
public import ManentWorkspace

extension Surroundings {
  /// Surroundings from their parts; the defaults are the machine's own, and silence.
  ///
  /// What a killed command of any feature has left is recovered in a workspace that is opened with them.
  public init(
    clock: Clock = .system, environment: [String: String] = Platform.environment, device: String = Platform.hostName,
    notify: @escaping (String) -> Void = { _ in }, report: @escaping (Progress) -> Void = { _ in },
    tidyInBackground: ((Path) -> Void)? = nil
  ) {
    self.init(
      recoveringBy: Recoverer.all, clock: clock, environment: environment, device: device, notify: notify,
      report: report, tidyInBackground: tidyInBackground)
  }
}

extension Recoverer {
  /// Those of all features. The order counts: a merge brings the files and the branch together before anything else looks
  /// at them, and a purge ends after the entries of half-done steps are in `forgotten.jsonl`, and what is left is committed when all
  /// of it is in place.
  static let all: [Recoverer] = [.merge, .imports, .placements, .chatSteps, .purge, .uncommitted]
}
