import ManentFormats

/// Settings as they are shown: a list of them is pasted into a question to somebody else, and must hold no key.
enum ShownSetting {
  /// What stands in the place of a key.
  static let hidden = JSON("…")
  private static let marks = ["key", "token", "secret", "password", "passwd", "authorization", "credential", "cookie"]

  /// A value without keys: texts below names that keys have, and all values of headers.
  ///
  /// - Parameters:
  ///   - value: the value.
  ///   - path: the keys that lead to it.
  static func value(_ value: JSON, at path: [String]) -> JSON {
    switch value {
    case .object(let object):
      return .object(JSONObject(object.entries.map { ($0.key, Self.value($0.value, at: path + [$0.key])) }))
    case .array(let elements): return .array(elements.map { Self.value($0, at: path) })
    case .string(let text): return isSecret(path, text) ? hidden : value
    default: return value
    }
  }

  private static func isSecret(_ path: [String], _ text: String) -> Bool {
    guard let name = path.last?.lowercased(), !text.isEmpty, ["endpoints", "plugins"].contains(path.first) else {
      return false
    }
    if path.contains("headers") { return true }
    // Of an endpoint it is the name of a stored key, unless somebody has taken it for the place of the key itself.
    if path.first == "endpoints", name == "key" { return text.utf8.count >= 20 }
    return marks.contains(where: name.contains)
  }
}
