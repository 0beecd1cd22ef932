import ManentCore
import ManentFormats
import TestSupport
import Testing

@testable import ManentPlugins

@Suite(.temporaryFolder) struct PluginSettingsTests {
  private func mapping(_ text: String) throws -> YAMLMapping {
    try YAMLMapping(YAMLDocument(parsing: Array(text.utf8), file: "config.yaml"))
  }

  private func manifest(_ more: String) throws -> PluginManifest {
    let text = "name: p\nkinds: [provider]\nprotocol: jsonrpc\ncommand: [x]\n\(more)\n"
    return try PluginManifest(parsing: Array(text.utf8), folder: "/p")
  }

  @Test func `A plugin is handed what its manifest asks for, and nothing else`() throws {
    let folder = TemporaryFolder.current
    for name in ["a", "other", "mine"] { try MachineKeys.store("key-\(name)", as: name, in: folder, environment: [:]) }
    let root = try mapping(
      """
      endpoints:
        b: {base_url: "http://b", timeout: 90s, retries: 0, headers: {X: y}, parameters: {temperature: 0.5}}
        a: {base_url: "http://a/v1", model: m}
        c: {base_url: "http://c", key: other}
      plugins:
        p: {endpoint: c, limits: {first_byte: 2min, total: 1h}}
      """)
    let settings = PluginSettings(
      endpoints: try EndpointSettings.all(in: root), options: try PluginOptions.all(in: root),
      keys: try MachineKeys(in: folder, environment: ["B_API_KEY": "key-b", "A_API_KEY": "no"]))
    #expect(settings.json(for: try manifest("")) == ["endpoint": "c"])
    #expect(
      settings.json(for: try manifest("requires: {endpoints: true, keys: [mine, none]}")) == [
        "endpoint": "c",
        "endpoints": [
          "b": [
            "base_url": "http://b", "timeout_seconds": 90.0, "retries": 0, "headers": ["X": "y"],
            "parameters": ["temperature": 0.5], "key": "key-b",
          ],
          "a": ["base_url": "http://a/v1", "model": "m", "key": "key-a"],
          "c": ["base_url": "http://c", "key": "key-other"],
        ],
        "keys": ["mine": "key-mine"],
      ])
    #expect(settings.limits(for: try manifest("")).firstByte == .seconds(120))
    #expect(PluginSettings.none.limits(for: try manifest("limits: {total: 5s}")).total == .seconds(5))
    #expect(PluginSettings.none.limits(for: try manifest("")) == PluginLimits())
  }

  @Test(arguments: [
    (
      "endpoints: {a: {api_key: sk-ABC}}",
      "config.yaml:1:17: keys are not kept in config.yaml; 'manent keys set a' stores one"
    ),
    (
      "endpoints: {a: {base_url: \"file:///x\"}}",
      "1:27: 'base_url' must begin with http:// or https:// and hold no key"
    ),
    ("endpoints: {a: {base_url: \"http://u:p@x\"}}", "hold no key"),
    ("endpoints: {A/B: {}}", "1:13: the name of an endpoint is of a-z"),
    ("endpoints: {a: 7}", "1:16: 'a' must be a mapping"), ("endpoints: {a: {bas_url: x}}", "unknown key 'bas_url'"),
    ("endpoints: {a: {key: sk-ABC/}}", "'key' is the name of a stored key"),
    ("endpoints: {a: {timeout: 5}}", "'timeout' must be text"), ("endpoints: {a: {timeout: 0s}}", "such as 30s"),
    ("endpoints: {a: {retries: 99}}", "from 0 to 20"), ("endpoints: {a: {ca_file: x.pem}}", "must be a whole path"),
    ("plugins: {p: {limits: {bytes: 1}}}", "unknown key 'bytes'"), ("plugins: {p: 7}", "must be a mapping"),
  ]) func `What is wrong with the machine's settings is told with its place`(text: String, words: String) throws {
    let error = #expect(throws: YAMLError.self) {
      let root = try mapping(text)
      _ = (try EndpointSettings.all(in: root), try PluginOptions.all(in: root))
    }
    #expect(error?.description.contains(words) == true, "\(error as Any)")
    // A line that may hold a key is not shown.
    #expect(error?.description.contains("sk-ABC") == false && error?.description.contains("u:p") == false)
  }

  @Test func `Keys that are stored at once are all there`() throws {
    let folder = TemporaryFolder.current
    _ = try Parallel.map(Array(1...20)) {
      try MachineKeys.store("key\($0)", as: "n\($0)", in: folder, environment: [:])
    }
    #expect(try MachineKeys(in: folder, environment: [:]).names.count == 20)
  }
}
