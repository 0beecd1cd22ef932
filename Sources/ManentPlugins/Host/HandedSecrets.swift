import ManentCore
import ManentFormats

/// The keys that this machine hands to a plugin: they must not come back with what it says, which is shown, and kept in
/// chats that others get to see.
///
/// A server, or a program on the way, may repeat the header of a request in its answer.
struct HandedSecrets: Sendable {
  /// Shorter ones are words («none», «ollama»), which servers without keys are given.
  private static let shortest = 8

  /// The keys and what parts of them look like.
  private let traces: KeyTraces

  /// The keys in what a plugin is handed: those of endpoints and of `keys`, the values of endpoints' headers, and the
  /// variables of the environment that the plugin names and that are called like keys.
  init(in settings: JSON, _ manifest: PluginManifest, environment: [String: String]) {
    var texts = (settings["keys"]?.object?.entries ?? []).compactMap(\.value.string)
    for (_, endpoint) in settings["endpoints"]?.object?.entries ?? [] {
      if let key = endpoint["key"]?.string { texts.append(key) }
      for (_, header) in endpoint["headers"]?.object?.entries ?? [] {
        guard let header = header.string else { continue }
        // Of `Bearer KEY` the key alone may come back.
        texts += [header] + (header.split(separator: " ").last.map { [String($0)] } ?? [])
      }
    }
    let marks = ["KEY", "TOKEN", "SECRET", "PASSWORD"]
    for name in manifest.environment.map({ $0.hasSuffix("?") ? String($0.dropLast()) : $0 })
    where marks.contains(where: name.uppercased().contains) {
      if let value = environment[name] { texts.append(value) }
    }
    traces = KeyTraces(of: texts.filter { $0.utf8.count >= Self.shortest })
  }

  /// What hides them in a text that comes in pieces.
  var screen: Screen { Screen(traces) }

  /// A text without them.
  func removed(_ text: String) -> String { traces.removed(from: text) }

  /// A value without them.
  func removed(from json: JSON) -> JSON {
    if traces.isEmpty { return json }
    switch json {
    case .string(let text): return .string(removed(text))
    case .array(let elements): return .array(elements.map { removed(from: $0) })
    case .object(let object): return .object(JSONObject(object.entries.map { ($0.key, removed(from: $0.value)) }))
    default: return json
    }
  }

  /// Hides the keys in a text, wherever it is cut into pieces.
  struct Screen {
    private let traces: KeyTraces
    /// What may be a part of a key.
    private var held: [UInt8] = []

    fileprivate init(_ traces: KeyTraces) { self.traces = traces }

    /// The text so far, as far as it cannot be part of a key any more.
    mutating func take(_ piece: String, isLast: Bool) -> String {
      if traces.isEmpty { return piece }
      let shown: String
      (shown, held) = traces.removed(from: held + piece.utf8, isLast: isLast)
      return shown
    }
  }
}
