import ManentChats
import ManentCore
import ManentWorkspace

/// Holds a plan, which may have lain in a file that anybody can edit, against the workspace as it is.
struct RetentionCheck {
  private let plan: RetentionPlan
  private let state: RetentionState

  init(_ plan: RetentionPlan, against state: RetentionState) {
    self.plan = plan
    self.state = state
  }

  /// Throws unless the plan was made from this state and names nothing that must stay.
  func throwIfMovedOn(removingDocuments: Bool, force: Bool) throws {
    guard plan.root == state.root else {
      throw RetentionError(
        .movedOn, plan.workspace, "the plan is of the workspace in \(plan.root), not of \(state.root)")
    }
    guard plan.digest == (try state.digest()) else {
      throw RetentionError(
        .movedOn, plan.workspace, "the chats have changed since the plan was made (at \(plan.madeAt))",
        advice: "make a new one with 'manent retention plan'")
    }
    let going = Set(plan.forget.map(\.chat))
    for chat in state.chats where going.contains(chat.id) {
      guard !chat.isKept, !chat.tags.contains(Workspace.pinnedTag), chat.activity <= plan.madeAt else {
        throw RetentionError(
          .movedOn, plan.workspace, "the plan forgets \(chat.id), which is pinned or newer than the plan",
          advice: "take it out of the plan, or make a new one")
      }
    }
    if let unknown = going.subtracting(state.chats.map(\.id)).min() {
      throw RetentionError(.movedOn, plan.workspace, "the plan forgets '\(unknown)', which is no chat here")
    }
    if let unknown = Set(plan.purge.map(\.id)).subtracting(state.forgotten.map(\.id)).min() {
      throw RetentionError(.movedOn, plan.workspace, "the plan purges '\(unknown)', which is not forgotten")
    }
    if !force, !going.isEmpty, state.chats.allSatisfy({ going.contains($0.id) }) {
      throw RetentionError(
        .everything, plan.workspace, "all \(state.chats.count.counted("chat")) would be forgotten",
        advice: "if that is meant, use --force")
    }
    guard removingDocuments else { return }
    if let changed = plan.documents.first(where: { !state.documents.contains($0) }) {
      throw RetentionError(
        .movedOn, plan.workspace, "the document \(changed.name) was changed or cited since the plan was made",
        advice: "make a new one with 'manent retention plan'")
    }
  }
}
