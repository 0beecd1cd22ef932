import ManentHTTP
import Testing

@Suite struct RoutesTests {
  private let routes: HTTPRoutes<String> = {
    var routes = HTTPRoutes<String>()
    routes.add("GET", "/api/v1/chats/{id}", "chat")
    routes.add("DELETE", "/api/v1/chats/{id}", "forget")
    routes.add("GET", "/api/v1/chats/tag", "tag")
    routes.add("GET", "/v1/models/{id...}", "model")
    routes.add("GET", "/", "page")
    return routes
  }()

  private func find(_ method: String, _ target: String) throws -> HTTPRoutes<String>.Outcome {
    routes.find(method, try #require(HTTPTarget(target)).path)
  }

  @Test(arguments: [
    ("/api/v1/chats/a", "chat", ["id": "a"]), ("/api/v1/chats/a/", "chat", ["id": "a"]),
    ("/api/v1/chats/tag", "tag", [:]), ("/v1/models/a/b%2Fc", "model", ["id": "a/b/c"]), ("/", "page", [:]),
    ("http://host/api/v1/chats/a?x=1", "chat", ["id": "a"]),
  ])
  func `a path finds what belongs to it, with a slash at its end or without`(
    target: String, value: String, parameters: [String: String]
  ) throws {
    guard case .found(let match) = try find("GET", target) else {
      Issue.record("nothing at \(target)")
      return
    }
    #expect(match.value == value)
    #expect(match.parameters == parameters)
  }

  @Test func `another method is told which there are`() throws {
    guard case .otherMethods(let methods) = try find("POST", "/api/v1/chats/a") else {
      Issue.record("the path is known")
      return
    }
    #expect(methods == ["GET", "DELETE"])
  }

  @Test func `a HEAD is a GET`() throws {
    guard case .found(let match) = try find("HEAD", "/api/v1/chats/a") else {
      Issue.record("HEAD is not known")
      return
    }
    #expect(match.value == "chat")
  }

  @Test(arguments: ["/%", "/%zz", "/a%00b", "/../etc/passwd", "/a/%2e%2e/b", "/a/%FF", "*", "", "/a%0Ab"])
  func `what is no path of ours is none`(target: String) { #expect(HTTPTarget(target) == nil) }

  @Test func `a query is decoded`() throws {
    let target = try #require(HTTPTarget("/s?q=two+words&name=%C3%A9&empty"))
    #expect(target["q"] == "two words")
    #expect(target["name"] == "é")
    #expect(target["empty"] == "")
  }
}
