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
    let text = "It is sample-key-0123456789, and sample-key é is not; sample-key-0123456789sample-key-0123456789"
    let shown = "It is …, and sample-key é is not; ……"
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

  @Test(arguments: [
    "sample-key-01234…", "ple-key-01234567", "c2FtcGxlLWtleS0wMTIzNDU2Nzg5", "xc2FtcGxlLWtleS0wMTIzNDU2Nzg5",
  ])
  func `is hidden as its larger part, and in base64`(_ said: String) throws {
    let shown = try secrets(["endpoints": ["a": ["key": JSON(Self.key)]]]).removed("<\(said)>")
    #expect(!shown.contains("key-0123") && !shown.contains("GxlLWtleS0w") && shown.contains("…"), "\(shown)")
  }

  @Test func `leaves parts of a header that is an address or words`() throws {
    let secrets = try secrets(["endpoints": ["a": ["headers": ["Referer": "https://example.org/a-place-1"]]]])
    #expect(secrets.removed("See https://example.org/a-place for more") == "See https://example.org/a-place for more")
    #expect(secrets.removed("See https://example.org/a-place-1") == "See …")
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
