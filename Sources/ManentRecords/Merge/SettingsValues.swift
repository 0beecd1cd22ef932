package import ManentFormats

/// The values of a settings file, each under its own key: what is merged key by key.
///
/// Mappings are taken apart, lists are not; but each of a chat's `tags` counts for itself.
package struct SettingsValues {
  /// The document that was read.
  package let document: YAMLDocument
  /// JSON text by key; `true` for a tag that is there.
  package private(set) var values: [SettingsKey: String] = [:]
  /// The tags in their order, where they are a list of texts.
  package private(set) var tags: [String]?

  /// Reads a file; `nil` when it is no mapping, or no YAML.
  package init?(_ bytes: [UInt8], file: String) {
    guard let document = try? YAMLDocument(parsing: bytes, file: file), let root = try? YAMLMapping(document) else {
      return nil
    }
    self.document = document
    for (key, value) in root.json.object?.entries ?? [] {
      if key == "tags", let tags = value.array?.compactMap(\.string), tags.count == value.array?.count {
        self.tags = tags
        for tag in tags { values[SettingsKey(parts: [key], tag: tag)] = "true" }
      } else {
        add(value, [key])
      }
    }
  }

  private mutating func add(_ value: JSON, _ parts: [String]) {
    if let object = value.object, !object.isEmpty {
      for (key, value) in object.entries { add(value, parts + [key]) }
    } else {
      values[SettingsKey(parts: parts)] = value.serialized()
    }
  }
}
