import ManentAccess
import ManentFormats
import ManentHTTP

/// The page's own files, which are a part of the program.
enum PageAssets {
  /// What keeps a page from doing what it was not made for.
  static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    + "font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    + "require-trusted-types-for 'script'; trusted-types 'none'"

  /// The fields that go with all of them.
  static let headers: HTTPHeaders = [
    "Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
  ]

  /// The `ETag` of a file, in quotes: another version has another one.
  private static let tags = files.mapValues { "\"\(SHA256.hex(of: $0).prefix(32))\"" }

  /// The answer with a file, or that the client has it already; 404 for a name that there is none of.
  static func response(for name: String, _ request: HTTPRequest) -> HTTPResponse {
    guard let bytes = files[name] else {
      return ServeError(404, "the page has no part '\(name.prefix(100))'", code: "not_found").response
    }
    var headers = headers
    if let tag = tags[name] {
      headers.add("ETag", tag)
      let known = request.headers.all("If-None-Match").flatMap { $0.split(separator: ",") }.map(\.trimmed)
      // A weak tag is the same here (RFC 9110, section 13.1.2).
      if known.contains(where: { $0 == "*" || $0 == tag || $0 == "W/\(tag)" }) {
        return HTTPResponse(304, headers: headers)
      }
    }
    headers.add("Content-Type", type(of: name))
    return HTTPResponse(200, headers: headers, Array(bytes.utf8))
  }

  private static func type(of name: String) -> String {
    switch name.split(separator: ".").last {
    case "html": "text/html; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "svg": "image/svg+xml"
    case "json", "webmanifest": "application/json; charset=utf-8"
    default: "application/octet-stream"
    }
  }
}
