import ManentAccess
import ManentCore
import ManentFormats
import ManentHTTP

extension ServeService {
  /// What needs no token, and the figures.
  static var openEndpoints: [Endpoint] {
    [
      Endpoint(method: "GET", pattern: "/api/health", scope: nil, isQuick: true, summary: "Whether the server is there")
      {
        _, reply in reply(.json(["status": "ok"]))
      },
      Endpoint(
        method: "GET", pattern: "/api/openapi.json", scope: nil, summary: "This description (OpenAPI 3.1)"
      ) { call, reply in reply(.json(OpenAPIDescription(call.server.endpoints).json)) },
      .plain("GET", "/metrics", .admin, "Figures in the form of Prometheus") { call in
        HTTPResponse(
          200, headers: ["Content-Type": "text/plain; version=0.0.4; charset=utf-8"],
          Array(call.server.metrics.utf8))
      },
    ]
  }

  /// The figures in the text form of Prometheus.
  var metrics: String {
    let counts = figures.now
    let turns = turns.figures
    var text = ""
    func add(_ name: String, _ kind: String, _ help: String, _ values: [(String, String)]) {
      text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
      for (labels, value) in values { text += "\(name)\(labels) \(value)\n" }
    }
    add(
      "manent_requests_total", "counter", "Requests by the status of their answer.",
      counts.requests.sorted { $0.key < $1.key }.map { ("{status=\"\($0.key)\"}", "\($0.value)") })
    add("manent_received_bytes_total", "counter", "Bytes of bodies that were read.", [("", "\(counts.received)")])
    add("manent_sent_bytes_total", "counter", "Bytes of bodies that were sent.", [("", "\(counts.sent)")])
    add("manent_left_total", "counter", "Requests whose client left before the end.", [("", "\(counts.left)")])
    var sum = 0
    let buckets = Figures.bounds.enumerated().map { index, bound -> (String, String) in
      sum += counts.durations[index]
      return ("_bucket{le=\"\(bound)\"}", "\(sum)")
    }
    let all = counts.durations.reduce(0, +)
    let seconds = Double(counts.microseconds) / 1_000_000
    add(
      "manent_request_seconds", "histogram", "How long requests took.",
      buckets + [("_bucket{le=\"+Inf\"}", "\(all)"), ("_sum", "\(seconds)"), ("_count", "\(all)")])
    add("manent_streams_open", "gauge", "Streams of events that are open.", [("", "\(counts.streams)")])
    add("manent_turns_running", "gauge", "Turns that go on.", [("", "\(turns.running)")])
    add("manent_turns_waiting", "gauge", "Turns that wait.", [("", "\(turns.waiting)")])
    add("manent_turns_total", "counter", "Turns that were taken.", [("", "\(turns.taken)")])
    add("manent_turns_failed_total", "counter", "Turns that failed.", [("", "\(turns.failed)")])
    add("manent_workspaces_open", "gauge", "Open handles of workspaces.", [("", "\(workspaces.count)")])
    // Tokens that cannot be read are told of by every request; here they count as none.
    let users = Set(((try? doorman.tokens.all()) ?? []).map(\.user)).count
    add("manent_users", "gauge", "Users that have a token.", [("", "\(users)")])
    return text
  }
}
