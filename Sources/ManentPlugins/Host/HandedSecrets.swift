import ManentFormats

/// The keys that this machine hands to a plugin: they must not come back with what it says, which is shown, and kept in
/// chats that others get to see.
///
/// A server, or a program on the way, may repeat the header of a request in its answer.
struct HandedSecrets: Sendable {
  /// What stands in the place of one.
  static let replacement = "…"
  /// Shorter ones are words («none», «ollama»), which servers without keys are given.
  private static let shortest = 8

  /// The keys, the longest first.
  let values: [[UInt8]]

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
    let all = Set(texts.map { Array($0.utf8) }).filter { $0.count >= Self.shortest }
    values = all.sorted { $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count > $1.count }
  }

  /// What hides them in a text that comes in pieces.
  var screen: Screen { Screen(values) }

  /// A text without them.
  func removed(_ text: String) -> String {
    var screen = screen
    return screen.take(text, isLast: true)
  }

  /// A value without them.
  func removed(from json: JSON) -> JSON {
    if values.isEmpty { return json }
    switch json {
    case .string(let text): return .string(removed(text))
    case .array(let elements): return .array(elements.map { removed(from: $0) })
    case .object(let object): return .object(JSONObject(object.entries.map { ($0.key, removed(from: $0.value)) }))
    default: return json
    }
  }

  /// Hides the keys in a text, wherever it is cut into pieces.
  struct Screen {
    private let values: [[UInt8]]
    private let beginnings: Set<UInt8>
    /// What may be the beginning of a key.
    private var held: [UInt8] = []

    fileprivate init(_ values: [[UInt8]]) {
      self.values = values
      beginnings = Set(values.compactMap(\.first))
    }

    /// The text so far, as far as it cannot be part of a key any more.
    mutating func take(_ piece: String, isLast: Bool) -> String {
      if values.isEmpty { return piece }
      let bytes = held + piece.utf8
      held = []
      var shown: [UInt8] = []
      shown.reserveCapacity(bytes.count)
      var place = 0
      while place < bytes.count {
        guard beginnings.contains(bytes[place]) else {
          shown.append(bytes[place])
          place += 1
          continue
        }
        let rest = bytes[place...]
        if let key = values.first(where: rest.starts(with:)) {
          shown += HandedSecrets.replacement.utf8
          place += key.count
        } else if !isLast, values.contains(where: { $0.count > rest.count && $0.starts(with: rest) }) {
          held = Array(rest)
          break
        } else {
          shown.append(bytes[place])
          place += 1
        }
      }
      // A key begins and ends at whole characters, and so does what is shown.
      return String(decoding: shown, as: UTF8.self)
    }
  }
}
