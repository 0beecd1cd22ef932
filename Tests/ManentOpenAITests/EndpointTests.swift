import Foundation
import ManentFormats
import Testing

@testable import ManentOpenAI

@Suite struct EndpointTests {
  private func endpoints() throws -> Endpoints {
    try Endpoints([
      "endpoints": [
        "ollama": ["base_url": "http://localhost:11434/", "model": "llama3:8b", "embedding_model": "nomic"],
        "router": ["base_url": "https://openrouter.ai/api/v1", "key": "sk-r"],
      ], "keys": ["openai": "sk-o"],
    ])
  }

  private func found(_ name: String?) throws -> [String?] {
    let (endpoint, model) = try endpoints().find(name, for: \.model)
    return [endpoint.name, model]
  }

  @Test func `A model is named with its endpoint, or is one of the first`() throws {
    #expect(try found(nil) == ["ollama", "llama3:8b"])
    #expect(try found("qwen:7b") == ["ollama", "qwen:7b"])
    #expect(try found("ollama/") == ["ollama", "llama3:8b"])
    #expect(try found("router/meta-llama/llama-3") == ["router", "meta-llama/llama-3"])
    #expect(try found("openai/gpt-4o") == ["openai", "gpt-4o"])
    #expect(try endpoints().find(nil, for: \.embeddingModel).1 == "nomic")
  }

  @Test func `What comes before a slash is never a part of a model of another server`() throws {
    let error = #expect(throws: OpenAIError.self) { try found("elsewhere/llama3") }
    #expect(error?.description.contains("no endpoint 'elsewhere'") == true, "\(error as Any)")
  }

  @Test func `The machine may say which endpoint is the first, and OpenAI's is always there`() throws {
    let settings: JSON = [
      "endpoint": "b", "endpoints": ["a": ["base_url": "http://a"], "b": ["base_url": "http://b"]],
    ]
    #expect(try Endpoints(settings).all.map(\.name) == ["b", "a", "openai"])
    #expect(try Endpoints([:]).all.map(\.base) == ["https://api.openai.com/v1"])
    #expect(try Endpoints([:]).all[0].obstacle?.code == .key)
    #expect(try endpoints().all[2].obstacle == nil)
    #expect(throws: OpenAIError.self) { try Endpoints(["endpoint": "none"]) }
  }

  @Test(arguments: [
    ("http://localhost:11434", "http://localhost:11434/v1"), ("http://localhost:11434/", "http://localhost:11434/v1"),
    ("https://host/api/v1///", "https://host/api/v1"), ("HTTPS://host/x", "HTTPS://host/x"),
  ]) func `A server alone has its interface below v1`(given: String, base: String) throws {
    #expect(try Endpoint("x", ["base_url": JSON(given)]).base == base)
  }

  @Test(arguments: [
    "", "localhost:11434", "file:///etc/passwd", "ftp://host/v1", "http://", "http://user:secret@host/v1",
    "http://host/v1?key=1", "http://host/v1\r\nX: y", "http://hö.st/v1",
  ]) func `What is no address of a server is refused`(base: String) {
    #expect(throws: OpenAIError.self) { try Endpoint("x", ["base_url": JSON(base)]) }
  }

  @Test func `Nothing can be added to a request's header by a key or a header of several lines`() {
    for settings: JSON in [
      ["base_url": "http://h", "key": "a\r\nX: y"], ["base_url": "http://h", "headers": ["X": "a\nb"]],
      ["base_url": "http://h", "headers": ["X\n": "a"]], ["base_url": "http://h", "headers": ["X": 7]],
    ] {
      #expect(throws: OpenAIError.self) { try Endpoint("x", settings) }
    }
  }

  @Test func `Vectors are told in base64`() throws {
    for vectors: [[Float]] in [[], [[1]], [[1, -2.5], [0.25, 3e-9]], [[0, .pi, 1e30]]] {
      let bytes = try #require(Data(base64Encoded: VectorText.encode(vectors)))
      #expect(
        bytes == vectors.joined().reduce(into: Data()) { data, number in withUnsafeBytes(of: number) { data += $0 } })
    }
  }
}
