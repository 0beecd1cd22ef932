extension YAMLDocument {
  /// Sets a key of the document, or removes it with `nil`, and leaves every other byte of the text as it is.
  /// Only a comment that a block above would take in moves, to the column of the keys.
  ///
  /// A value keeps its place and the comment behind it; a new key is added at the end.
  public mutating func set(_ value: YAMLValue?, for key: String) throws(YAMLError) { try set(value, at: [key]) }

  /// Sets a key of a mapping in a mapping: `["chat", "window"]`. Mappings on the way that are missing are made.
  ///
  /// A new key is added at the end of its mapping, or before the first one there that it precedes.
  /// The edited text is read again before it is taken, so a layout that this cannot edit is an error and never a
  /// damaged file.
  public mutating func set(
    _ value: YAMLValue?, at path: [String],
    precedes: @escaping (_ new: [String], _ other: [String]) -> Bool = { _, _ in false }
  ) throws(YAMLError) {
    let json = root.isNull ? [:] : root.json
    let expected = json.setting(value?.json, at: path[...], precedes: precedes)
    guard expected != json else { return }
    for trustsComments in [true, false] {
      let editor = YAMLEditor(document: self, trustsComments: trustsComments, precedes: precedes)
      let text = YAMLTextEdit.apply(try editor.edits(setting: value, at: path), to: source.bytes)
      guard let edited = try? YAMLDocument(parsing: text, file: file) else { continue }
      if edited.root.json == expected || edited.root.isNull && expected == [:] {
        self = edited
        return
      }
    }
    throw source.error(
      at: root.range.lowerBound, "'\(path.joined(separator: "."))' cannot be set in a file of this layout")
  }
}

extension JSON {
  /// The value with a member set or, with `nil`, removed; on the way to a set one, null and what is missing become
  /// objects.
  fileprivate func setting(
    _ value: JSON?, at path: ArraySlice<String>, precedes: ([String], [String]) -> Bool, below parents: [String] = []
  ) -> JSON? {
    guard let key = path.first else { return value }
    var object = object ?? [:]
    if value == nil, object[key] == nil { return self }
    let place = parents + [key]
    let old = object[key]
    let new = (old ?? .null).setting(value, at: path.dropFirst(), precedes: precedes, below: place)
    object[key] = new
    guard old == nil, let new, let next = object.keys.firstIndex(where: { precedes(place, parents + [$0]) }) else {
      return .object(object)
    }
    var entries = object.entries.map { ($0.key, $0.value) }
    entries.removeLast()
    entries.insert((key, new), at: next)
    return .object(JSONObject(entries))
  }
}
