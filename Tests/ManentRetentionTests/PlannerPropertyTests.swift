import Foundation
import ManentChats
import ManentCore
import ManentDocuments
import ManentRecords
import ManentWorkspace
import TestSupport
import Testing

@testable import ManentRetention

/// The rules said once more, as plainly as possible and with Foundation's calendar, to hold the planner against.
private struct PlainRules {
  let policy: RetentionPolicy
  let zone: TimeZone
  let now: Timestamp

  private var calendar: Calendar {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = zone
    return calendar
  }

  /// Which chats stay.
  func kept(_ chats: [RetentionChat]) -> Set<String> {
    let past = chats.filter { $0.activity <= now }
    var kept = Set(chats.filter { $0.activity > now || $0.isKept || $0.tags.contains("pinned") }.map(\.id))
    guard let newest = past.map(\.activity).max() else { return kept }
    for chat in past {
      let own = chat.template.flatMap { policy.templates[$0] }
      let rules = own ?? policy.rules
      let group = past.filter { other in
        own == nil ? other.template.flatMap { policy.templates[$0] } == nil : other.template == chat.template
      }
      if rules.isEmpty || keeps(rules, chat, among: group, newest) || keeps(policy.bounds, chat, among: past, newest) {
        kept.insert(chat.id)
      }
    }
    return kept
  }

  private func keeps(
    _ rules: RetentionRules, _ chat: RetentionChat, among group: [RetentionChat], _ newest: Timestamp
  ) -> Bool {
    if chat.tags.contains(where: rules.tags.contains) { return true }
    if let within = rules.within, chat.activity >= moment(within, before: newest) { return true }
    let newer = group.filter { ($0.activity, $0.id) > (chat.activity, chat.id) }
    return rules.counts.contains { count, limit in
      if count == .last { return newer.count < limit }
      let own = period(count, chat.activity)
      let others = Set(newer.map { period(count, $0.activity) })
      return !others.contains(own) && others.count < limit
    }
  }

  private func period(_ count: RetentionRules.Count, _ moment: Timestamp) -> [Int] {
    let date = Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000)
    let parts = calendar.dateComponents([.year, .month, .day, .weekOfYear, .yearForWeekOfYear], from: date)
    return switch count {
    case .last: []
    case .daily: [parts.year ?? 0, parts.month ?? 0, parts.day ?? 0]
    case .weekly: [parts.yearForWeekOfYear ?? 0, parts.weekOfYear ?? 0]
    case .monthly: [parts.year ?? 0, parts.month ?? 0]
    case .yearly: [parts.year ?? 0]
    }
  }

  /// As `Time.AddDate` of Go has it: the date is taken apart, changed and put together again, whatever its day is.
  func moment(_ span: CalendarSpan, before moment: Timestamp) -> Timestamp {
    let date = Date(timeIntervalSince1970: Double(moment.seconds))
    let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
    var first = DateComponents()
    first.year = parts.year
    first.month = (parts.month ?? 1) - span.months
    first.day = (parts.day ?? 1) - span.days
    first.hour = parts.hour
    first.minute = parts.minute
    first.second = parts.second
    var utc = calendar
    utc.timeZone = TimeZone(secondsFromGMT: 0) ?? zone
    // Months are resolved before days are counted back, so in two steps.
    var months = first
    months.day = parts.day
    let landed = utc.date(from: months) ?? date
    let day = utc.date(byAdding: .day, value: -span.days, to: landed) ?? landed
    let wall = utc.dateComponents([.year, .month, .day, .hour, .minute, .second], from: day)
    let local = calendar.date(from: wall) ?? date
    return Timestamp(
      milliseconds: Int64(local.timeIntervalSince1970) * 1000 - Int64(span.hours) * 3_600_000
        + (moment.milliseconds - moment.seconds * 1000))
  }
}

/// Random chats and policies, the same for the same seed.
private struct RandomPolicies {
  var random: SeededGenerator
  let now = Timestamp(milliseconds: 1_795_168_800_000)
  static let tags = ["pinned", "work", "old", "other"]
  static let templates = ["support", "diary"]

  mutating func rules(_ likelihood: Double) -> RetentionRules {
    var rules = RetentionRules()
    func chance(_ random: inout SeededGenerator) -> Bool { Double.random(in: 0..<1, using: &random) < likelihood }
    for count in RetentionRules.Count.allCases where chance(&random) {
      rules.counts[count] = Int.random(in: 1...5, using: &random)
    }
    if chance(&random) {
      rules.within = CalendarSpan(
        months: Int.random(in: 0...14, using: &random), days: Int.random(in: 0...40, using: &random),
        hours: Int.random(in: 1...30, using: &random))
    }
    for tag in Self.tags where chance(&random) && rules.tags.count < 2 { rules.tags.append(tag) }
    return rules
  }

  mutating func policy() -> RetentionPolicy {
    var policy = RetentionPolicy(rules: rules(0.3))
    for template in Self.templates where Bool.random(using: &random) { policy.templates[template] = rules(0.3) }
    if Bool.random(using: &random) { policy.bounds = rules(0.15) }
    return policy
  }

  mutating func chats() -> [RetentionChat] {
    // Some sets lie close together, some are spread over years; a few chats are in the future.
    let reach = [3_600, 86_400 * 3, 86_400 * 60, 86_400 * 1200].randomElement(using: &random) ?? 3_600
    return (0..<Int.random(in: 0...24, using: &random)).map { number in
      let age = Int64.random(in: -Int64(reach) / 12...Int64(reach), using: &random)
      let coarse = Bool.random(using: &random) ? age / 3600 * 3600 : age
      return RetentionChat(
        id: "c\(number)", activity: Timestamp(milliseconds: now.milliseconds - coarse * 1000),
        tags: Self.tags.filter { _ in Int.random(in: 0..<5, using: &random) == 0 },
        template: Int.random(in: 0..<3, using: &random) == 0 ? Self.templates.randomElement(using: &random) : nil,
        isKept: Int.random(in: 0..<10, using: &random) == 0)
    }
  }
}

@Suite struct `A plan for random chats and policies` {
  static let zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia"]

  @Test(arguments: zones) func `equals the rules said plainly`(_ name: String) throws {
    let zone = try #require(TimeZone(identifier: name))
    let calendar = LocalCalendar { moment in
      Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.seconds))))
    }
    var gone = 0
    for seed in 0..<1000 as Range<UInt64> {
      var source = RandomPolicies(random: SeededGenerator(seed: seed))
      let (policy, chats) = (source.policy(), source.chats())
      let reasons = RetentionPlanner(policy, calendar: calendar, now: source.now).reasons(for: chats)
      let kept = Set(zip(chats, reasons).filter { !$1.isEmpty }.map(\.0.id))
      let expected = PlainRules(policy: policy, zone: zone, now: source.now).kept(chats)
      #expect(kept == expected, "zone \(name), seed \(seed): \(policy)")
      gone += chats.count - kept.count

      // Whatever the rules: nothing that says so itself, and nothing newer than the plan, goes.
      #expect(
        chats.allSatisfy {
          !($0.isKept || $0.tags.contains("pinned") || $0.activity > source.now) || kept.contains($0.id)
        }, "seed \(seed)")
    }
    #expect(gone > 1000)
  }

  @Test func `does not depend on the order of the chats, and is a fixed point`() {
    for seed in 0..<500 as Range<UInt64> {
      var source = RandomPolicies(random: SeededGenerator(seed: 10_000 + seed))
      let (policy, chats) = (source.policy(), source.chats())
      let planner = RetentionPlanner(policy, calendar: .utc, now: source.now)
      func kept(_ chats: [RetentionChat]) -> Set<String> {
        Set(zip(chats, planner.reasons(for: chats)).filter { !$1.isEmpty }.map(\.0.id))
      }
      let first = kept(chats)
      #expect(kept(chats.shuffled(using: &source.random)) == first, "seed \(seed)")
      // What a policy has kept once it keeps when nothing else is there.
      #expect(kept(chats.filter { first.contains($0.id) }) == first, "seed \(seed)")
    }
  }
}
