import ManentChats
public import ManentCore
import ManentRecords
import ManentWorkspace

/// Applies a policy to facts: what stays and why, what goes and why. It touches nothing.
public struct RetentionPlanner: Sendable {
  /// The rules.
  public let policy: RetentionPolicy
  /// The days, weeks, months and years that are counted.
  public let calendar: LocalCalendar
  /// The time of the plan: what is newer is kept.
  public let now: Timestamp

  /// A planner from its parts.
  public init(_ policy: RetentionPolicy, calendar: LocalCalendar, now: Timestamp) {
    self.policy = policy
    self.calendar = calendar
    self.now = now
  }

  /// Why each chat is kept, in the order of `chats`; one without a reason is to be forgotten.
  ///
  /// Age is counted back from the newest chat that is not in the future, as restic does: an idle workspace loses nothing,
  /// and neither does one on a machine whose clock runs ahead. Chats in the future are kept and take nobody's place in
  /// a count.
  public func reasons(for chats: [RetentionChat]) -> [[String]] {
    var reasons = [[String]](repeating: [], count: chats.count)
    var past: [Int] = []
    for (index, chat) in chats.enumerated() {
      if chat.activity > now { reasons[index].append("newer than the plan") } else { past.append(index) }
      if chat.isKept { reasons[index].append("retention: keep") }
      if chat.tags.contains(Workspace.pinnedTag) { reasons[index].append("pinned") }
    }
    past.sort { (chats[$0].activity, chats[$0].id) > (chats[$1].activity, chats[$1].id) }
    guard let newest = past.first.map({ chats[$0].activity }) else { return reasons }

    var groups: [String?: [Int]] = [:]
    for index in past {
      let template = chats[index].template.flatMap { policy.templates[$0] == nil ? nil : $0 }
      groups[template, default: []].append(index)
    }
    for (template, members) in groups {
      let rules = template.flatMap { policy.templates[$0] } ?? policy.rules
      let prefix = template.map { "template \($0), " } ?? ""
      if rules.isEmpty {
        for index in members { reasons[index].append(prefix + "no rule asks for less") }
      } else {
        apply(rules, to: members, of: chats, newest: newest, prefix: prefix, &reasons)
      }
    }
    apply(policy.bounds, to: past, of: chats, newest: newest, prefix: "bounds, ", &reasons)
    return reasons
  }

  /// Adds the reasons that rules give to chats, which come latest first.
  private func apply(
    _ rules: RetentionRules, to members: [Int], of chats: [RetentionChat], newest: Timestamp, prefix: String,
    _ reasons: inout [[String]]
  ) {
    for count in RetentionRules.Count.allCases {
      guard let limit = rules.counts[count] else { continue }
      let reason = "\(prefix)\(count.rawValue): \(limit)"
      var (left, last): (Int, Int64?) = (limit, nil)
      for index in members {
        let period = period(count, chats[index].activity)
        if let period, period == last { continue }
        reasons[index].append(reason)
        last = period
        left -= 1
        if left == 0 { break }
      }
    }
    if let within = rules.within {
      let limit = calendar.moment(within, before: newest)
      let reason = "\(prefix)keep_within: \(within)"
      for index in members {
        guard chats[index].activity >= limit else { break }
        reasons[index].append(reason)
      }
    }
    guard !rules.tags.isEmpty else { return }
    let wanted = Set(rules.tags)
    for index in members {
      for tag in chats[index].tags where wanted.contains(tag) { reasons[index].append("\(prefix)keep_tags: \(tag)") }
    }
  }

  /// The day, week, month or year of a moment, by a number; `nil` for the rule that counts chats themselves.
  private func period(_ count: RetentionRules.Count, _ moment: Timestamp) -> Int64? {
    switch count {
    case .last: nil
    case .daily: calendar.day(of: moment).number
    case .weekly: calendar.day(of: moment).week
    case .monthly: Int64(calendar.day(of: moment).monthNumber)
    case .yearly: Int64(calendar.day(of: moment).year)
    }
  }

  /// The forgotten chats whose time has come to be purged, in their order.
  public func purges(of forgotten: [ForgottenChat]) -> [ForgottenChat] {
    guard let span = policy.purgeAfter else { return [] }
    let limits = [span, policy.purgeBound].compactMap(\.self).map { calendar.moment($0, before: now) }
    guard let limit = limits.min() else { return [] }
    return forgotten.filter { $0.countedFrom <= limit }
  }

  /// The documents that no answer has cited and nobody has added for as long as the policy says, in their order.
  public func unused(of documents: [DocumentUse]) -> [DocumentUse] {
    guard let span = policy.unusedDocuments else { return [] }
    let limit = calendar.moment(span, before: now)
    return documents.filter { max($0.added, $0.cited ?? $0.added) <= limit }
  }
}
