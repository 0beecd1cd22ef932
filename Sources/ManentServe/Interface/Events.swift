import ManentFormats
import ManentHTTP

/// Texts of a stream of events (`text/event-stream`).
enum Events {
  /// `data: JSON` and an empty line.
  static func data(_ value: JSON) -> [UInt8] {
    var bytes = Array("data: ".utf8)
    value.append(to: &bytes)
    return bytes + Array("\n\n".utf8)
  }

  /// The same with a name, and a number where there is one.
  static func event(_ name: String, _ value: JSON, number: Int? = nil) -> [UInt8] {
    Array(((number.map { "id: \($0)\n" } ?? "") + "event: \(name)\n").utf8) + data(value)
  }
}

extension HTTPResponse {
  /// An answer that is a stream of events.
  static func events(_ stream: any HTTPStream, headers: HTTPHeaders = [:]) -> HTTPResponse {
    var all: HTTPHeaders = [
      "Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-cache", "X-Accel-Buffering": "no",
    ]
    for field in headers.fields { all.add(field.name, field.value) }
    return HTTPResponse(headers: all, stream: stream)
  }
}
