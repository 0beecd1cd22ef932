import ManentCore
import ManentFormats
import ManentRecords
import TestSupport
import Testing

@testable import ManentWorkspace

@Suite(.temporaryFolder) struct SettingsFileTests {
  private static let text = """
    # mine
    manent: 1   # version
    name: ada

    chat: {window: 20, timeout: never}   # both
    history:
      # how often
      commit: turn
    """

  private func file(_ text: String = Self.text) throws -> SettingsFile {
    let path = TemporaryFolder.current / "workspace.yaml"
    try Files.writeAtomically(Array(text.utf8), to: path)
    return try SettingsFile(.workspace, at: path)
  }

  private func key(_ name: String) throws -> SettingKey { try #require(SettingKey(name)) }

  @Test func `A change keeps comments, order and everything else of the file`() throws {
    var file = try file()
    try file.set(key("chat.window"), to: "40")
    try file.set(key("history.commit"), to: "chat")
    try file.set(key("retention.keep_tags"), to: "[work, pinned]")
    try file.write()
    #expect(
      String(decoding: try Files.read(file.path), as: UTF8.self) == Self.text
        .replacing("window: 20", with: "window: 40").replacing("commit: turn", with: "commit: chat")
        + "\nretention: {keep_tags: [work, pinned]}\n")
    #expect(file.value(try key("chat.window")) == 40)
    try file.unset(key("retention.keep_tags"))
    #expect(file.value(try key("retention.keep_tags")) == nil)
  }

  @Test func `A value that reads as a number is taken as text where text belongs`() throws {
    var file = try file()
    try file.set(key("name"), to: "2026")
    #expect(file.value(try key("name")) == "2026")
    #expect(file.text.contains("name: \"2026\""))
  }

  @Test(arguments: [
    ("chat.windwo", "3", "chat.windwo: unknown key 'windwo'; did you mean 'window'?"),
    ("chat.window", "0", "chat.window: 'window' must be from 1 to 100000"),
    ("chat.window", "many", "chat.window: 'window' must be a whole number"),
    (
      "retention.keep_last", "0",
      "retention.keep_last: 'keep_last' must be a number from 1 to 1000000; leave the rule out "
        + "if it is to keep nothing"
    ),
    ("provider", "../run", "provider: 'provider' must be a plain name, not a path or a command"),
    (
      "base_url", "http://example.org",
      "base_url: 'base_url' is a setting of the machine, not of a workspace; it belongs "
        + "into config.yaml ('manent paths' says where)"
    ),
  ])
  func `What would not be valid is refused, and the file stays as it is`(
    name: String, value: String, description: String
  ) throws {
    var file = try file()
    let error = #expect(throws: WorkspaceError.self) { try file.set(key(name), to: value) }
    #expect(error?.code == .badSetting && error?.description == description)
    #expect(file.text == Self.text)
  }

  @Test func `The version of the layout cannot be changed or taken out`() throws {
    var file = try file()
    #expect(throws: WorkspaceError.self) { try file.set(key("manent"), to: "2") }
    #expect(throws: WorkspaceError.self) { try file.unset(key("manent")) }
  }

  @Test func `A file that was broken before is told of with its place, and mended by the right change`() throws {
    var broken = try file("manent: 1\nname: ada\nchat: {window: none}\n")
    let error = #expect(throws: YAMLError.self) { try broken.set(key("name"), to: "bob") }
    #expect(error?.line == 3)
    try broken.set(key("chat.window"), to: "5")
    #expect(broken.text == "manent: 1\nname: ada\nchat: {window: 5}\n")
  }

  @Test func `Every setting that is listed can be set to its default, and no other key can`() throws {
    for (name, preset) in SettingKey.workspace {
      var file = try file()
      let sample =
        preset.isNull ? Self.samples[Substring(name).split(separator: ".").last ?? ""] ?? "" : preset.serialized()
      try file.set(key(name), to: sample)
      #expect(file.value(try key(name)) != nil, "\(name)")
    }
    let path = TemporaryFolder.current / "config.yaml"
    for (name, preset) in SettingKey.machine {
      var file = try SettingsFile(.machine, at: path)
      let sample =
        preset.isNull ? Self.samples[Substring(name).split(separator: ".").last ?? ""] ?? "" : preset.serialized()
      try file.set(key(name), to: sample)
      #expect(file.value(try key(name)) != nil, "\(name)")
    }
    #expect(!Files.exists(path))
  }

  private static let samples: [Substring: String] = [
    "name": "ada", "device": "laptop", "keep_last": "3", "keep_daily": "3", "keep_weekly": "3", "keep_monthly": "3",
    "keep_yearly": "3", "keep_within": "3d", "keep_tags": "[work]", "purge_after": "30d", "unused": "180d",
  ]

  @Test func `A machine's file is made by the first change, with the folders above it`() throws {
    let path = TemporaryFolder.current / "deep/manent/config.yaml"
    var file = try SettingsFile(.machine, at: path)
    try file.set(key("retention.bounds.keep_within"), to: "30d")
    try file.write()
    let settings = try MachineSettings.load(from: path.parent)
    #expect(settings.retention.bounds.rules.within == CalendarSpan(days: 30))
    #expect(throws: YAMLError.self) { try MachineSettings(parsing: Array("retentoin: {}\n".utf8), file: "config.yaml") }
    #expect(throws: YAMLError.self) {
      try MachineSettings(parsing: Array("retention: {bounds: {documents: {}}}\n".utf8), file: "config.yaml")
    }
  }
}
