import ManentCore
import ManentPlugins
import ManentRecords

extension Workspace {
  /// Whether the user has agreed that this workspace hands over what it holds.
  public func isAgreed(_ target: String) throws -> Bool {
    let folder = WorkspaceLocator(environment: surroundings.environment).configuration
    return try Agreements.holds(target, for: root, in: folder)
  }

  /// Has the user asked, the first time that this workspace would hand something over.
  ///
  /// - Parameters:
  ///   - target: whom, as `Agreements.target` says it.
  ///   - what: what would be handed over, as in «your questions and passages of the documents».
  ///   - part: the target's role when it is not the provider, as in "its embedder".
  ///   - other: what can be done instead, as a command behind `manent -w PATH`, with what that does.
  /// - Throws: `WorkspaceError.Code.notAgreed` when the user does not agree, or there is nobody to ask.
  public func requireAgreement(
    on target: String, handing what: String, as part: String? = nil, or other: (command: String, effect: String)? = nil
  ) throws {
    if try isAgreed(target) { return }
    let place = "the workspace '\(name)' (\(root))"
    if let ask = surroundings.ask, try ask("Let \(place) hand \(what) to '\(target)', from now on?") {
      return try agree(on: target)
    }
    throw WorkspaceError(
      .notAgreed, place,
      "would hand \(what) to '\(target)'\(part.map { " (\($0))" } ?? ""), and nobody on this machine has agreed to that",
      advice: "'manent -w \(root) config trust \(target)' does"
        + (other.map { ", 'manent -w \(root) \($0.command)' \($0.effect)" } ?? ""))
  }

  /// Notes that the user has agreed.
  public func agree(on target: String) throws {
    guard try !isAgreed(target) else { return }
    try Agreements.note(target, for: root, surroundings: surroundings)
  }
}
