import ManentCore
import ManentRecords

extension Workspace {
  /// Whether nothing of what is said is to be kept, as the workspace's or the machine's settings say.
  ///
  /// - Parameter environment: this process's, for where the machine's settings are.
  public func isPrivate(environment: [String: String]) throws -> Bool {
    if settings.isPrivate { return true }
    return try MachineSettings.load(from: WorkspaceLocator(environment: environment).configuration).isPrivate
  }
}
