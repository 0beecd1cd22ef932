import ManentCore
import ManentFormats
import Testing

@testable import ManentRecords

@Suite struct WorkspaceSettingsTests {
  private func parse(_ text: String) throws -> WorkspaceSettings {
    try WorkspaceSettings(parsing: Array(text.utf8), file: "workspace.yaml")
  }

  @Test func `A workspace that says nothing has the defaults`() throws {
    #expect(try parse("manent: 1\n") == WorkspaceSettings(name: ""))
  }

  @Test func `All settings are read`() throws {
    let settings = try parse(
      """
      manent: 1
      name: bob
      provider: other
      embedder: mini-LM_2.0
      chat: {window: 5, timeout: 1d12h}
      retrieval: {top_k: 9, shared: []}
      index: {versioned: false}
      history: {commit: manual, secrets: off}
      retention: {}
      limits: {warn_bytes: 64KiB, max_document_bytes: 1000}
      """)
    var expected = WorkspaceSettings(name: "bob")
    expected.provider = "other"
    expected.embedder = "mini-LM_2.0"
    expected.window = 5
    expected.timeout = TimeSpan(milliseconds: 129_600_000)
    expected.topK = 9
    expected.isIndexVersioned = false
    expected.commit = .manual
    expected.secrets = .off
    expected.warnBytes = ByteCount(65536)
    expected.maxDocumentBytes = ByteCount(1000)
    #expect(settings == expected)
  }

  @Test func `Rules of retention are read for the workspace, its templates and its documents`() throws {
    let settings = try parse(
      """
      manent: 1
      retention:
        keep_last: 200
        keep_within: 2y5m7d3h
        keep_daily: 7
        keep_weekly: 5
        keep_monthly: 12
        keep_yearly: 10
        keep_tags: [work, 日本]
        purge_after: 4w
        templates: {scratch: {keep_within: 7d}, diary: {}}
        documents: {unused: 180d}
      """)
    var expected = RetentionSettings()
    expected.rules.counts = [.last: 200, .daily: 7, .weekly: 5, .monthly: 12, .yearly: 10]
    expected.rules.within = CalendarSpan(months: 29, days: 7, hours: 3)
    expected.rules.tags = ["work", "日本"]
    expected.purgeAfter = CalendarSpan(days: 28)
    var scratch = RetentionRules()
    scratch.within = CalendarSpan(days: 7)
    expected.templates = ["scratch": scratch, "diary": RetentionRules()]
    expected.unusedDocuments = CalendarSpan(days: 180)
    #expect(settings.retention == expected)
    #expect(try parse("manent: 1\nretention: {}\n").retention.isEmpty)
  }

  static let refused: [(text: String, description: String)] = [
    ("nmae: x", "2:1: unknown key 'nmae'; did you mean 'name'?\nnmae: x\n^"),
    ("zzz: x", "2:1: unknown key 'zzz'\nzzz: x\n^"),
    ("chat: {windwo: 3}", "2:8: unknown key 'windwo'; did you mean 'window'?\nchat: {windwo: 3}\n       ^"),
    ("chat: {window: 0}", "2:16: 'window' must be from 1 to 100000\nchat: {window: 0}\n               ^"),
    ("chat: {window: many}", "2:16: 'window' must be a whole number\nchat: {window: many}\n               ^"),
    (
      "chat: {timeout: 5}", "2:17: 'timeout' must be text\nchat: {timeout: 5}\n                ^"
    ),
    (
      "chat: {timeout: soon}",
      "2:17: 'timeout' must be 'never' or a time with its unit, such as 30min, 2h or 7d\nchat: {timeout: soon}\n"
        + "                ^"
    ),
    ("chat: 3", "2:7: 'chat' must be a mapping\nchat: 3\n      ^"),
    ("retrieval:\n  top_k: 101", "3:10: 'top_k' must be from 1 to 100\n  top_k: 101\n         ^"),
    (
      "retrieval: {shared: [../bob]}",
      "2:21: 'shared' must be a list of names of workspaces, not '../bob'\nretrieval: {shared: [../bob]}\n"
        + "                    ^"
    ),
    (
      "index: {versioned: perhaps}",
      "2:20: 'versioned' must be true or false\nindex: {versioned: perhaps}\n" + "                   ^"
    ),
    (
      "history: {commit: never}",
      "2:19: 'commit' must be turn, chat or manual\nhistory: {commit: never}\n" + "                  ^"
    ),
    (
      "history: {secrets: ask}",
      "2:20: 'secrets' must be warn, refuse, redact or off\nhistory: {secrets: ask}\n" + "                   ^"
    ),
    (
      "retention: {keep_lst: 200}",
      "2:13: unknown key 'keep_lst'; did you mean 'keep_last'?\nretention: {keep_lst: 200}\n            ^"
    ),
    (
      "retention: {keep_last: 0}",
      "2:24: 'keep_last' must be a number from 1 to 1000000; leave the rule out if it is to keep nothing\n"
        + "retention: {keep_last: 0}\n                       ^"
    ),
    (
      "retention: {keep_within: 90}",
      "2:26: 'keep_within' has no unit: 90h, 90d, 90w, 90m or 90y?\nretention: {keep_within: 90}\n"
        + "                         ^"
    ),
    (
      "retention: {keep_within: soon}",
      "2:26: 'keep_within' must be a time with its unit, such as 2y6mo, 4w, 90d or 12h\n"
        + "retention: {keep_within: soon}\n                         ^"
    ),
    (
      "retention: {keep_tags: [two words]}",
      "2:24: 'two words': not a tag\nretention: {keep_tags: [two words]}\n                       ^"
    ),
    (
      "retention: {templates: {diary: keep}}",
      "2:32: 'diary' must be a mapping\nretention: {templates: {diary: keep}}\n                               ^"
    ),
    (
      "retention: {templates: {diary: {purge_after: 3d}}}",
      "2:33: unknown key 'purge_after'\nretention: {templates: {diary: {purge_after: 3d}}}\n"
        + "                                ^"
    ),
    (
      "retention: {documents: {unused: 30}}",
      "2:33: 'unused' has no unit: 30h, 30d, 30w, 30m or 30y?\nretention: {documents: {unused: 30}}\n"
        + "                                ^"
    ),
    (
      "limits: {warn_bytes: much}",
      "2:22: 'warn_bytes' must be a number of bytes, such as 100MB or 64KiB\nlimits: {warn_bytes: much}\n"
        + "                     ^"
    ),
    (
      "limits: {max_document_bytes: -1}",
      "2:30: 'max_document_bytes' must be a number of bytes, such as 100MB or 64KiB\n"
        + "limits: {max_document_bytes: -1}\n                             ^"
    ),
    (
      "provider: ./run.sh",
      "2:11: 'provider' must be a plain name, not a path or a command\nprovider: ./run.sh\n          ^"
    ),
    (
      "embedder: ..", "2:11: 'embedder' must be a plain name, not a path or a command\nembedder: ..\n          ^"
    ),
    (
      "base_url: http://example.org",
      "2:1: 'base_url' is a setting of the machine, not of a workspace; it belongs into config.yaml "
        + "('manent paths' says where)\nbase_url: http://example.org\n^"
    ),
    (
      "keys: {}",
      "2:1: 'keys' is a setting of the machine, not of a workspace; it belongs into config.yaml "
        + "('manent paths' says where)\nkeys: {}\n^"
    ),
  ]

  @Test(arguments: refused)
  func `What cannot be obeyed is refused at its place`(text: String, description: String) {
    let error = #expect(throws: YAMLError.self) { try parse("manent: 1\n\(text)\n") }
    #expect(error?.description == "workspace.yaml:\(description)")
  }

  @Test(arguments: [
    (
      "name: x\n",
      "workspace.yaml: the key 'manent', which names the version of the layout, is missing; "
        + "add the line 'manent: 1' if this is a workspace"
    ),
    (
      "manent: 2\nfuture: {}\n",
      "workspace.yaml: layout version 2 is not known to this program; it reads version 1; install a newer one"
    ),
    (
      "",
      "workspace.yaml: the key 'manent', which names the version of the layout, is missing; add the line 'manent: 1' if this is a workspace"
    ),
  ])
  func `Another layout is refused before anything else is looked at`(text: String, description: String) {
    let error = #expect(throws: WorkspaceError.self) { try parse(text) }
    #expect(error?.code == .unknownLayout)
    #expect(error?.description == description)
  }

  @Test func `Settings that are no YAML are refused, not obeyed in part`() {
    #expect(throws: YAMLError.self) { try parse("manent: 1\n<<<<<<< HEAD\nname: a\n=======\nname: b\n>>>>>>> x\n") }
    #expect(throws: YAMLError.self) { try parse("- manent\n") }
    #expect(throws: YAMLError.self) { try WorkspaceSettings(parsing: [0xFF, 0xFE, 0], file: "workspace.yaml") }
  }
}
