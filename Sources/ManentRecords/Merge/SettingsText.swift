import ManentFormats

/// Writes merged values into the text of one version, whose comments and order stay.
package enum SettingsText {
  /// The text of `base` with exactly these values.
  ///
  /// A new key takes the place of its rank and not the last one, so that several are in one order whoever wrote them
  /// first.
  package static func text(_ base: SettingsValues, _ values: [SettingsKey: String]) -> [UInt8] {
    // A mapping and a plain value of the same name cannot both be there.
    let values = values.filter { entry in !values.keys.contains { entry.key.isAbove($0) } }
    let tags = self.tags(base, values)
    var document = base.document
    do {
      for key in Set(base.values.keys).union(values.keys).sorted() where key.tag == nil {
        guard base.values[key] != values[key] else { continue }
        if values[key] == nil, values.keys.contains(where: { key.isAbove($0) }) { continue }
        try document.set(values[key].map(value), at: key.parts, precedes: precedes)
      }
      if tags != base.tags ?? [] {
        try document.set(tags.isEmpty ? nil : .strings(tags), at: ["tags"], precedes: precedes)
      }
      return document.bytes
    } catch {
      // A layout that cannot be edited: the values are what counts.
      return Array(YAMLWriter.text(of: plain(values, tags)).utf8)
    }
  }

  package static func precedes(_ key: [String], _ other: [String]) -> Bool {
    SettingsKey(parts: key) < SettingsKey(parts: other)
  }

  /// The tags in the order of the text, then those that are new in order.
  private static func tags(_ base: SettingsValues, _ values: [SettingsKey: String]) -> [String] {
    let present = Set(values.keys.compactMap(\.tag))
    var tags = (base.tags ?? []).filter { present.contains($0) }
    tags += present.subtracting(tags).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return tags
  }

  private static func value(_ text: String) -> YAMLValue {
    (try? JSON(parsing: Array(text.utf8))).map { YAMLValue($0) } ?? .null
  }

  /// The values as a new file has them.
  private static func plain(_ values: [SettingsKey: String], _ tags: [String]) -> [(String, YAMLValue)] {
    var root = JSON.object([:])
    for (key, text) in values.sorted(by: { $0.key < $1.key }) where key.tag == nil {
      root = root.setting((try? JSON(parsing: Array(text.utf8))) ?? .null, at: key.parts[...])
    }
    if !tags.isEmpty { root = root.setting(.array(tags.map(JSON.string)), at: ["tags"]) }
    return (root.object?.entries ?? []).map { ($0.key, YAMLValue($0.value)) }
  }
}

extension JSON {
  /// The value with a member set; on the way to it, what is missing becomes an object.
  fileprivate func setting(_ value: JSON, at path: ArraySlice<String>) -> JSON {
    guard let key = path.first else { return value }
    var object = object ?? [:]
    object[key] = (object[key] ?? .null).setting(value, at: path.dropFirst())
    return .object(object)
  }
}
