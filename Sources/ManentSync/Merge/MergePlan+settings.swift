import ManentCore
import ManentHistory
import ManentRecords

extension MergePlan {
  private static var order: WriteOrder<String> { WriteOrder(prefersPresence: false) { $0 < $1 } }
  private static var textOrder: WriteOrder<FileVersion> { WriteOrder(prefersPresence: true) { $0.blob < $1.blob } }

  /// Joins two versions of a settings file key by key; `false` when one of them cannot be read.
  ///
  /// The text is that of the version that was edited last, with the joined values written into it.
  func decideSettings(_ path: ForkedPath, _ history: PathHistory) throws -> Bool {
    var readings: [FileVersion: SettingsValues?] = [:]
    func reading(_ version: FileVersion) throws -> SettingsValues? {
      if let known = readings[version] { return known }
      let values = version.isFile ? SettingsValues(try fork.content(of: version), file: path.path.string) : nil
      readings.updateValue(values, forKey: version)
      return values
    }
    for version in history.allVersions { _ = try reading(version) }
    guard let ours = path.ours, let theirs = path.theirs else {
      return try decideReturned(path, history, reading)
    }
    guard let left = try reading(ours), let right = try reading(theirs) else { return false }
    var values = left.values.filter { right.values[$0.key] == $0.value }
    for key in Set(left.values.keys).union(right.values.keys).sorted() where left.values[key] != right.values[key] {
      let (one, other) = try history.registers(mergesWrite: true, order: Self.order) { version in
        guard let version else { return .value(nil) }
        guard let known = readings[version], let known else { return .unreadable }
        return .value(known.values[key])
      }
      let writes = one.joined(with: other).current
      let winner = Self.order.winner(of: writes)
      values[key] = winner == nil ? [left.values[key], right.values[key]].compactMap(\.self).max() : winner?.value
      for value in [left.values[key], right.values[key]] where value != values[key] {
        try reportClash(path.path, key, value, writes)
      }
    }
    let text =
      try Self.textOrder.winner(of: writtenTexts(history))?.value.flatMap { try reading($0) }
      ?? (ours.blob < theirs.blob ? left : right)
    decisions[path.path] = .content(SettingsText.text(text, values), .file)
    joined.insert(path.path)
    return true
  }

  /// Decides a settings file that one side has not: its chat was forgotten there, and restored on the other side.
  ///
  /// What was set before it went, and is not known on the side that brought it back, comes back with it.
  private func decideReturned(
    _ path: ForkedPath, _ history: PathHistory, _ reading: (FileVersion) throws -> SettingsValues?
  ) throws -> Bool {
    decisions[path.path] = Decision(path.ours ?? path.theirs)
    guard let version = path.ours ?? path.theirs, let present = try reading(version) else { return true }
    let versions = try history.allVersions.compactMap { version in try reading(version).map { (version, $0) } }
    let known = Dictionary(versions) { one, _ in one }
    var values = present.values
    for key in Set(known.values.flatMap(\.values.keys)).sorted() {
      // A key that went with the whole file was not unset.
      let (one, other) = try history.registers(mergesWrite: true, order: Self.order) { version in
        version.flatMap { known[$0] }.map { .value($0.values[key]) } ?? .unreadable
      }
      if let winner = Self.order.winner(of: one.joined(with: other).current) { values[key] = winner.value }
    }
    guard values != present.values else { return true }
    let text = try Self.textOrder.winner(of: writtenTexts(history))?.value.flatMap { try reading($0) } ?? present
    decisions[path.path] = .content(SettingsText.text(text, values), .file)
    joined.insert(path.path)
    return true
  }

  /// The texts that nobody has overwritten who knew them.
  private func writtenTexts(_ history: PathHistory) throws -> Set<Write<FileVersion>> {
    let texts = try history.registers(mergesWrite: false, order: Self.textOrder) { .value($0) }
    return texts.ours.joined(with: texts.theirs).current
  }

  /// Names a value that gave way to one that did not know of it.
  private func reportClash(
    _ path: Path, _ key: SettingsKey, _ value: String?, _ writes: Set<Write<String>>
  ) throws {
    guard let write = writes.first(where: { $0.value == value }), let commit = write.commit else { return }
    report.clashes.append(
      .init(path: path.string, key: "\(key)", value: value, device: try device(of: commit)))
  }
}
