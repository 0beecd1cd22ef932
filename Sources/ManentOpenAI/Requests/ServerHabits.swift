/// What was learnt of how the models of servers answer, by `ENDPOINT/MODEL`.
final class ServerHabits {
  /// A way of answering that a server may not know.
  enum Refused {
    /// To tell in a stream what it cost.
    case usage
    /// To stream.
    case stream

    /// What it is asked for instead.
    var words: String { self == .usage ? "that does not say what it cost" : "that comes whole" }
  }

  /// Those that do not tell in a stream what it cost.
  private(set) var countsOnlyWhole: Set<String> = []
  /// Those that do not stream.
  private(set) var speaksOnlyWhole: Set<String> = []
  /// Those whose thoughts end with a tag, and begin with none.
  var onlyEndsThoughts: Set<String> = []

  /// Remembers that a model does not know a way of answering; `false` when it was not asked for it.
  func learn(_ habit: Refused, of name: String) -> Bool {
    switch habit {
    case .usage: !speaksOnlyWhole.contains(name) && countsOnlyWhole.insert(name).inserted
    case .stream: speaksOnlyWhole.insert(name).inserted
    }
  }

  /// The way of answering that an error refuses; `nil` for every other error.
  static func refused(by error: OpenAIError) -> Refused? {
    guard ![.key, .quota, .noServer, .trust, .settings, .cancelled, .tooLong, .tooSlow].contains(error.code) else {
      return nil
    }
    let sentence = error.description.lowercased()
    if error.parameter.hasPrefix("stream_options") || sentence.contains("stream_options")
      || sentence.contains("include_usage")
    {
      return .usage
    }
    let words = sentence.split { !($0.isLetter || $0.isNumber || $0 == "_") }
    // Of a stream that broke off the same words may be used; what is refused says that it is not possible.
    let isRefused = [
      "support", "allow", "enable", "available", "implement", "must be false", "set to false", "permitted", "invalid",
      "unrecognized", "unknown", "unexpected", "cannot", "can't", "disable", "extra",
    ].contains { sentence.contains($0) }
    let namesIt = words.contains { ["stream", "streaming", "streamed", "streams", "sse"].contains($0) }
    return error.parameter == "stream" || namesIt && isRefused ? .stream : nil
  }
}
