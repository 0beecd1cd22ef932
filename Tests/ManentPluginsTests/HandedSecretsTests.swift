import ManentCore
import ManentFormats
import Testing

@testable import ManentPlugins

@Suite struct `What a plugin is handed and nobody else is to see` {
  private static let key = "sample-key-0123456789"

  private func secrets(_ settings: JSON = [:], environment: [String: String] = [:]) throws -> HandedSecrets {
    let text =
      "name: a\nkinds: [provider]\nprotocol: text\ncommand: [./a]\nrequires: {environment: [A_TOKEN, PLACE?]}\n"
    return HandedSecrets(
      in: settings, try PluginManifest(parsing: Array(text.utf8), folder: Path("/a")), environment: environment)
  }

  @Test func `is hidden in a text wherever that is cut in two`() throws {
    let secrets = try secrets(["endpoints": ["a": ["key": JSON(Self.key)]]])
    let text = "It is sample-key-0123456789, and sample-key-012 é is not; sample-key-0123456789sample-key-0123456789"
    let shown = "It is …, and sample-key-012 é is not; ……"
    #expect(secrets.removed(text) == shown)
    for cut in text.indices {
      var screen = secrets.screen
      let first = screen.take(String(text[..<cut]), isLast: false)
      #expect(!first.contains("sample-key-0123456789"))
      #expect(first + screen.take(String(text[cut...]), isLast: true) == shown)
    }
    var screen = secrets.screen
    let pieces = text.map { screen.take(String($0), isLast: false) }
    #expect(pieces.joined() + screen.take("", isLast: true) == shown)
  }

  @Test func `is in keys, in headers and in variables that are called like keys, and is longer than a word`() throws {
    let settings: JSON = [
      "keys": ["x": "key-of-x-0123"],
      "endpoints": ["a": ["key": "none", "headers": ["Authorization": "Bearer token-of-a-1"]], "b": [:]],
    ]
    let secrets = try secrets(settings, environment: ["A_TOKEN": "token-of-variable", "PLACE": "somewhere-far-away"])
    let text = "key-of-x-0123 none Bearer token-of-a-1 token-of-a-1 token-of-variable somewhere-far-away"
    #expect(secrets.removed(text) == "… none … … … somewhere-far-away")
    let value: JSON = ["a": ["token-of-a-1", 7, ["b": "x key-of-x-0123"]]]
    #expect(secrets.removed(from: value) == ["a": ["…", 7, ["b": "x …"]]])
    #expect(try self.secrets().removed("as it is") == "as it is")
  }
}
