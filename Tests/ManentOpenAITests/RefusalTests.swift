import ManentCore
import ManentFormats
import Testing

@testable import ManentOpenAI

@Suite struct RefusalTests {
  private func endpoint(key: String? = nil) throws -> Endpoint {
    try Endpoint("local", ["base_url": "http://localhost:11434/v1", "key": key.map { JSON($0) } ?? .null])
  }

  /// What servers say, in their own words: status, body, and what it is understood as.
  private static let refusals: [(Int, String, OpenAIError.Code)] = [
    (401, #"{"error":{"message":"Incorrect API key provided","code":"invalid_api_key"}}"#, .key),
    (403, #"{"detail":"Forbidden"}"#, .key),
    (404, #"{"error":{"message":"The model `x` does not exist","code":"model_not_found"}}"#, .model),
    (404, #"{"error":{"message":"model \"x\" not found, try pulling it first","type":"api_error"}}"#, .model),
    (404, #"{"object":"error","message":"The model `x` does not exist.","code":404}"#, .model),
    (400, #"{"error":{"message":"x is not a valid model ID","code":400}}"#, .model),
    (404, "<html>nginx</html>", .refused),
    (429, #"{"error":{"message":"You exceeded your current quota","code":"insufficient_quota"}}"#, .quota),
    (402, #"{"error":{"message":"Insufficient credits"}}"#, .quota),
    (429, #"{"error":{"message":"Rate limit reached for gpt-4"}}"#, .unavailable),
    (400, #"{"error":{"message":"maximum context length is 8192 tokens","code":"context_length_exceeded"}}"#, .tooLong),
    (400, #"{"error":{"code":400,"message":"the request exceeds the available context size"}}"#, .tooLong),
    (500, "", .unavailable), (503, #"{"error":"overloaded"}"#, .unavailable), (418, "short and stout", .refused),
    (301, "", .refused),
    (400, #"[{"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT"}}]"#, .key),
    (500, #"{"error":{"message":"input is too large to process. increase the physical batch size"}}"#, .tooLong),
    (500, #"{"error":{"message":"too many inputs"}}"#, .refused),
    (403, #"{"error":{"message":"Country, region, or territory not supported"}}"#, .refused),
    (422, #"{"error":"batch size 64 > maximum allowed batch size 32","error_type":"Validation"}"#, .refused),
  ]

  @Test(arguments: refusals.indices) func `What servers say is understood`(index: Int) throws {
    let (status, body, code) = Self.refusals[index]
    let error = OpenAIError(status: status, ServerWords(Array(body.utf8)), from: try endpoint(), model: "x")
    #expect(error.code == code, "\(error)")
    #expect(!error.description.contains("\n") && error.description.contains("endpoint 'local'"))
  }

  @Test func `A key that a server repeats is not passed on`() throws {
    let endpoint = try endpoint(key: "sk-secret-0123")
    let words = ServerWords(Array(#"{"error":{"message":"Incorrect key sk-secret-0123 given"}}"#.utf8))
    let error = OpenAIError(status: 401, words, from: endpoint, model: nil)
    #expect(!error.description.contains("secret") && error.description.contains("Incorrect key … given"), "\(error)")
  }

  /// What servers say, and the sentence in it.
  private static let sentences = [
    (
      #"{"detail":[{"type":"missing","loc":["body","messages",0,"content"],"msg":"Field required"}]}"#,
      "body.messages.0.content: Field required"
    ),
    (#"{"detail":[{"loc":["body","stream_options"],"msg":"Extra"},{"msg":"No"}]}"#, "body.stream_options: Extra; No"),
    (#"[{"error":{"code":400,"message":"API key not valid."}}]"#, "API key not valid."),
    (#"{"object":"error","message":"It died","type":"InternalServerError"}"#, "It died"),
    (#"{"message":{"detail":[{"loc":["body"],"msg":"Bad"}]}}"#, "body: Bad"),
    (#"{"errors":["one","two"]}"#, "one; two"),
    (
      #"{"error":{"message":"Provider returned error","metadata":{"raw":"{\"error\":{\"message\":\"Deep\"}}"}}}"#,
      "Provider returned error: Deep"
    ),
    (#"{"error":{"message":"It failed","metadata":{"raw":"overloaded"}}}"#, "It failed: overloaded"),
    (#"{"error":{"message":"Flagged","metadata":{"reasons":["violence","x"]}}}"#, "Flagged: violence; x"),
    (#"{"detail":"Not Found"}"#, "Not Found"), (#"{"error":null,"message":"Plain"}"#, "Plain"), ("{}", ""),
  ]

  @Test(arguments: sentences) func `Why a server refuses is said, in whatever form it says so`(
    _ body: String, _ sentence: String
  ) {
    #expect(ServerWords(Array(body.utf8)).sentence == sentence)
  }

  @Test func `A key at the place where words are cut is taken out before they are`() throws {
    let key = "sk-" + String(repeating: "k", count: 36)
    let endpoint = try endpoint(key: key)
    for length in 250...310 {
      let body = #"{"error":{"message":"\#(String(repeating: "x", count: length)) \#(key) no"}}"#
      let words = ServerWords(Array(body.utf8), hiding: endpoint.withoutKey)
      let error = OpenAIError(status: 400, words, from: endpoint, model: nil)
      #expect(!error.description.contains("kkk"), "\(length): \(error)")
    }
  }

  @Test func `A server's words are one short line that no terminal obeys`() {
    let words = ServerWords(Array("{\"error\":\"a\\u001b[31mb\\n\\nc\(String(repeating: "x", count: 5000))\"}".utf8))
    #expect(words.sentence.hasPrefix("a [31mb c") && words.sentence.count <= 301)
    #expect(ServerWords(Array("<html>no</html>".utf8)).sentence == "")
    #expect(ServerWords([0xFF, 0xFE]).sentence == "\u{FFFD}\u{FFFD}")
  }

  @Test func `A server may ask to be left alone in seconds, in milliseconds or until a date`() {
    func wait(_ header: String) -> Duration? {
      RetryAfter.wait(
        HTTPHead(status: 429, lines: Array("HTTP/1.1 429 No\r\n\(header)\r\n\r\n".utf8)),
        now: .init(milliseconds: 1_445_412_479_000))
    }
    #expect(wait("Retry-After: 7") == .seconds(7))
    #expect(wait("retry-after:0.5") == .seconds(0.5))
    #expect(wait("Retry-After-Ms: 250") == .milliseconds(250))
    #expect(wait("Retry-After: Wed, 21 Oct 2015 07:28:00 GMT") == .seconds(1))
    #expect(wait("Retry-After: Wed, 21 Oct 2014 07:28:00 GMT") == .zero)
    #expect(wait("Retry-After: -3") == .zero)
    for nonsense in ["Retry-After: soon", "Retry-After: nan", "X: 1", "Retry-After"] { #expect(wait(nonsense) == nil) }
  }

  @Test func `Waits grow, and one that is too long is none`() {
    #expect(
      (1...4).map { Backoff.wait(after: $0, asked: nil) } == [.seconds(0.5), .seconds(1), .seconds(2), .seconds(4)])
    #expect(Backoff.wait(after: 1000, asked: nil) == .seconds(20))
    #expect(Backoff.wait(after: 1, asked: .seconds(60)) == .seconds(60))
    #expect(Backoff.wait(after: 1, asked: .seconds(61)) == nil)
    #expect([408, 429, 500, 502, 503, 529].allSatisfy(Backoff.isPassing))
    #expect(![400, 401, 404, 422, 501].contains(where: Backoff.isPassing))
  }
}
