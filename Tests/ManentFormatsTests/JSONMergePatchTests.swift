import ManentFormats
import Testing

@Suite struct JSONMergePatchTests {
  /// The examples of RFC 7396, appendix A: a value, a patch and what comes of them.
  private static let examples: [(String, String, String)] = [
    (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#), (#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
    (#"{"a":"b"}"#, #"{"a":null}"#, #"{}"#), (#"{"a":"b","b":"c"}"#, #"{"a":null}"#, #"{"b":"c"}"#),
    (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#), (#"{"a":"c"}"#, #"{"a":["b"]}"#, #"{"a":["b"]}"#),
    (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
    (#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#), (#"["a","b"]"#, #"["c","d"]"#, #"["c","d"]"#),
    (#"{"a":"b"}"#, #"["c"]"#, #"["c"]"#), (#"{"a":"foo"}"#, "null", "null"), (#"{"a":"foo"}"#, #""bar""#, #""bar""#),
    (#"{"e":null}"#, #"{"a":1}"#, #"{"e":null,"a":1}"#), ("[1,2]", #"{"a":"b","c":null}"#, #"{"a":"b"}"#),
    ("{}", #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
  ]

  private func json(_ text: String) throws -> JSON { try JSON(parsing: Array(text.utf8)) }

  @Test(arguments: examples) func `The examples of RFC 7396 come out as it says`(
    _ value: String, _ patch: String, _ result: String
  ) throws {
    #expect(try json(value).merging(json(patch)) == json(result))
  }

  @Test(arguments: [
    ("{}", "{}", "{}"), (#"{"a":1}"#, #"{"a":1}"#, "{}"), (#"{"a":1,"b":2}"#, #"{"b":3}"#, #"{"a":null,"b":3}"#),
    (#"{"a":{"b":1,"c":2}}"#, #"{"a":{"c":2,"d":3}}"#, #"{"a":{"b":null,"d":3}}"#),
    (#"{"a":1}"#, #"{"a":{}}"#, #"{"a":{}}"#), (#"{"a":{"b":1}}"#, #"{"a":[]}"#, #"{"a":[]}"#),
    (#"{"a":{"b":1}}"#, #"{"a":{}}"#, #"{"a":{"b":null}}"#), ("{}", #"{"a":{"b":{}}}"#, #"{"a":{"b":{}}}"#),
  ])
  func `The patch between two values makes one of the other`(
    _ old: String, _ new: String, _ patch: String
  ) throws {
    #expect(try json(old).mergePatch(to: json(new)) == json(patch))
    #expect(try json(old).merging(json(patch)) == json(new))
  }
}
