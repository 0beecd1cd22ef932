import ManentAccess
import ManentFormats
import ManentHTTP

extension ServeService {
  /// All that the page needs.
  static var pageEndpoints: [Endpoint] {
    assetEndpoints + loginEndpoints + chatEndpoints + turnEndpoints + documentEndpoints + upkeepEndpoints
      + shareEndpoints + tokenEndpoints
  }

  /// The page and its parts. Nothing of anybody's is in them.
  static var assetEndpoints: [Endpoint] {
    let page: @Sendable (Call, HTTPReply) throws -> Void = { call, reply in
      reply(PageAssets.response(for: "index.html", call.request))
    }
    func open(_ pattern: String, _ summary: String, _ run: @escaping @Sendable (Call, HTTPReply) throws -> Void)
      -> Endpoint
    {
      Endpoint(method: "GET", pattern: pattern, scope: nil, isQuick: true, summary: summary, run: run)
    }
    return [
      open("/", "The page", page), open("/chats/{path...}", "The page, at a chat", page),
      open("/assets/{name}", "A part of the page") { call, reply in
        reply(PageAssets.response(for: call.parameter("name"), call.request))
      },
    ]
  }
}
