import ManentCommandLine
import ManentCore
import ManentRecords

/// The rules of a retention policy as options: what stands on the command line instead of in `workspace.yaml`.
enum RetentionFlags {
  static let last = Option<KeepCount>("keep-last", value: "N", help: "keep the latest N chats")
  static let within = Option<CalendarSpan>(
    "keep-within", value: "TIME", help: "keep chats no older than this, counted back from the latest one")
  static let daily = Option<KeepCount>(
    "keep-daily", value: "N", help: "keep the latest chat of each of the last N days that have one")
  static let weekly = Option<KeepCount>("keep-weekly", value: "N", help: "the same with weeks, which begin on Monday")
  static let monthly = Option<KeepCount>("keep-monthly", value: "N", help: "the same with months")
  static let yearly = Option<KeepCount>("keep-yearly", value: "N", help: "the same with years")
  static let tags = RepeatedOption<String>("keep-tag", value: "TAG", help: "keep chats that have this tag")
  static let purgeAfter = Option<CalendarSpan>(
    "purge-after", value: "TIME", help: "purge chats that have been forgotten for this long")
  static let unusedDocuments = Option<CalendarSpan>(
    "documents-unused", value: "TIME",
    help: "propose documents that no answer has cited and nobody has changed for this long")

  static let all: [any Parameter] = [
    last, within, daily, weekly, monthly, yearly, tags, purgeAfter, unusedDocuments,
  ]

  /// The rules that were given.
  static func settings(_ invocation: Invocation) -> RetentionSettings {
    var settings = RetentionSettings()
    let counts: [(RetentionRules.Count, Option<KeepCount>)] = [
      (.last, last), (.daily, daily), (.weekly, weekly), (.monthly, monthly), (.yearly, yearly),
    ]
    for (count, option) in counts { settings.rules.counts[count] = invocation[option]?.number }
    settings.rules.within = invocation[within]
    settings.rules.tags = invocation[tags]
    settings.purgeAfter = invocation[purgeAfter]
    settings.unusedDocuments = invocation[unusedDocuments]
    return settings
  }
}

/// How many a counting rule keeps: at least one.
struct KeepCount: ArgumentValue {
  let number: Int

  init?(argument: String) {
    guard let number = Int(argument), (1...RetentionRules.maximumCount).contains(number) else { return nil }
    self.number = number
  }

  static var kind: String {
    "a number from 1 to \(RetentionRules.maximumCount) (leave the rule out if it is to keep nothing)"
  }
  var argumentText: String { String(number) }
}

extension CalendarSpan: ArgumentValue {
  init?(argument: String) { self.init(argument) }
  static var kind: String { form }
}
