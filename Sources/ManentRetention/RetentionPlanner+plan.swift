import ManentChats
import ManentCore
import ManentRecords
import ManentWorkspace

extension RetentionPlanner {
  /// The plan for a workspace.
  ///
  /// - Parameters:
  ///   - state: what is there.
  ///   - tags: tags that some chat of another workspace has, when the plan is one of several; a rule may name them.
  ///   - force: whether rules that match nothing, and forgetting every chat, are allowed.
  /// - Throws: `RetentionError.Code.matchesNothing` for a tag or a template that no chat has, `.everything` when no chat
  ///   would be left.
  public func plan(
    for state: RetentionState, tagsElsewhere tags: Set<String> = [], force: Bool
  ) throws -> RetentionPlan {
    if !force { try refuseMisspellings(in: state, tagsElsewhere: tags) }
    let ordered = state.chats.sorted { ($0.activity, $0.id) > ($1.activity, $1.id) }
    let reasons = reasons(for: ordered)
    var plan = RetentionPlan(
      workspace: state.workspace, root: state.root, head: state.head, digest: try state.digest(), madeAt: now)
    // Of two chats with one id (a client may bring the same to two machines) both stay or both go.
    let keptIDs = Set(zip(ordered, reasons).lazy.filter { !$1.isEmpty }.map(\.0.id))
    var asked: [String?: String] = [:]
    for (chat, reasons) in zip(ordered, reasons) {
      if keptIDs.contains(chat.id) {
        plan.keep.append(
          .init(chat: chat.id, title: chat.title, reasons: reasons.isEmpty ? ["a chat of its id is kept"] : reasons))
        continue
      }
      let template = chat.template.flatMap { policy.templates[$0] == nil ? nil : $0 }
      let rules = asked[template] ?? rulesText(template)
      asked[template] = rules
      let reason = "\(rules); last active \(calendar.day(of: chat.activity).text)"
      plan.forget.append(.init(chat: chat.id, title: chat.title, reason: reason, bytes: chat.bytes))
    }
    if plan.keep.isEmpty, !plan.forget.isEmpty, !force {
      throw RetentionError(
        .everything, state.workspace, "all \(plan.forget.count.counted("chat")) would be forgotten",
        advice: "if that is meant, use --force")
    }
    plan.purge = purges(of: state.forgotten.sorted { ($0.since, $0.id) < ($1.since, $1.id) })
    if !plan.purge.isEmpty, !force { plan.purgeDoubt = doubt(in: state) }
    plan.documents = unused(of: state.documents.sorted { $0.name < $1.name })
    return plan
  }

  /// The rules that a chat was not kept by, as a clause.
  private func rulesText(_ template: String?) -> String {
    let rules = template.flatMap { policy.templates[$0] } ?? policy.rules
    var texts = RetentionRules.Count.allCases.compactMap { count in
      rules.counts[count].map { "\(count.rawValue): \($0)" }
    }
    if let within = rules.within { texts.append("keep_within: \(within)") }
    if !rules.tags.isEmpty { texts.append("keep_tags: \(rules.tags.joined(separator: " "))") }
    return "not kept by \(template.map { "template \($0), " } ?? "")\(texts.joined(separator: ", "))"
  }

  /// Refuses a tag that no chat has, and a template that no chat was made from: a slip of the pen in either would drop
  /// what the user meant to keep.
  private func refuseMisspellings(in state: RetentionState, tagsElsewhere: Set<String>) throws {
    // Nothing is there that a rule could match or drop.
    guard !state.chats.isEmpty else { return }
    let all = [policy.rules, policy.bounds] + policy.templates.values
    let tags = Set(state.chats.flatMap(\.tags)).union(tagsElsewhere)
    // That pinned chats stay holds without a rule, so naming the tag can drop nothing.
    let missing = Set(all.flatMap(\.tags)).subtracting(tags).subtracting([Workspace.pinnedTag])
    if let tag = missing.min() {
      throw RetentionError(
        .matchesNothing, state.workspace, "no chat has the tag '\(tag)', which is to be kept",
        advice: Self.meant(tag, among: tags))
    }
    let templates = Set(state.chats.compactMap(\.template))
    if let template = Set(policy.templates.keys).subtracting(templates).min() {
      throw RetentionError(
        .matchesNothing, state.workspace, "no chat was made from the template '\(template)', which has rules",
        advice: Self.meant(template, among: templates))
    }
  }

  private static func meant(_ word: String, among candidates: Set<String>) -> String {
    let near = Nearest.match(for: word, in: candidates.sorted()).map { "did you mean '\($0)'? " } ?? ""
    return near + "if not, use --force"
  }

  /// Why the clock is not believed in a purge, which nothing brings back: it is further ahead of all that is recorded
  /// than the chats are to be kept, and has not been so for a day.
  private func doubt(in state: RetentionState) -> String? {
    guard let span = policy.purgeAfter, let latest = state.latestRecord(before: now) else { return nil }
    guard latest < calendar.moment(span, before: now) else { return nil }
    if let since = state.doubtedSince, since <= calendar.moment(CalendarSpan(days: 1), before: now) { return nil }
    return
      "the clock says \(calendar.day(of: now).text), and nothing here is later than \(calendar.day(of: latest).text); "
      + "if the clock is right, the next run after a day purges, or this one with --force"
  }
}
