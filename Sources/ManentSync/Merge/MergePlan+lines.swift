import ManentCore
import ManentHistory
import ManentRecords

extension MergePlan {
  /// Joins two versions of a JSON Lines file. A version that the other side had, too, and went on from, adds nothing; a
  /// line that one side has changed or removed since is as on that side.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - isPermanent: whether no line ever goes.
  func decideLines(_ path: ForkedPath, isPermanent: Bool = false) throws {
    guard let ours = path.ours, let theirs = path.theirs else {
      let present = path.ours ?? path.theirs
      let wasRemoved = !isPermanent && path.bases.contains(present)
      decisions[path.path] = wasRemoved ? .absent : Decision(present)
      return
    }
    guard ours.isFile, theirs.isFile else { return try decideKind(path, ours, theirs) }
    let (isOursOld, areTheirsOld) = (path.bases.contains(ours), path.bases.contains(theirs))
    if isOursOld != areTheirsOld, !isPermanent, Set(path.bases).count == 1 {
      decisions[path.path] = .version(isOursOld ? theirs : ours)
      return
    }
    let (one, other) = (try fork.content(of: ours), try fork.content(of: theirs))
    let bases = isPermanent ? [] : try path.bases.compactMap { $0 }.filter(\.isFile).map { try fork.content(of: $0) }
    let content =
      LineUnion.areIn(one, other, all: bases)
      ? LineUnion.join(one, other) : try joinEdited(path, one, other, since: bases)
    decisions[path.path] = .content(content, ours.kind == theirs.kind ? ours.kind : .file)
    joined.insert(path.path)
  }

  private static var textOrder: WriteOrder<[UInt8]> {
    WriteOrder(prefersPresence: false) { $0.lexicographicallyPrecedes($1) }
  }

  /// Joins two versions of which one lacks a line that both sides had, or has it with another text: what becomes of a
  /// line is decided as for a key of a settings file, by the writes that either side knows.
  private func joinEdited(
    _ path: ForkedPath, _ one: [UInt8], _ other: [UInt8], since bases: [[UInt8]]
  ) throws -> [UInt8] {
    let (left, right) = (PartLines(one), PartLines(other))
    let before = bases.map { PartLines($0) }
    let contested = Set(left.texts.keys).union(right.texts.keys).union(before.flatMap(\.texts.keys)).filter { key in
      guard left.texts[key] != right.texts[key] else { return false }
      // What only one side has ever had is new.
      return left.texts[key] != nil && right.texts[key] != nil || before.contains { $0.texts[key] != nil }
    }
    let changes = try fork.changes(to: [path.path])[path.path] ?? []
    let history = try PathHistory(path.path, changes, in: fork)
    var readings: [FileVersion: PartLines] = [:]
    for version in history.allVersions where version.isFile {
      readings[version] = PartLines(try fork.content(of: version))
    }
    var gone: Set<ArraySlice<UInt8>> = []
    var kept: [UInt8] = []
    for key in contested.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      // A line that went with the whole file was not removed from it.
      let (ours, theirs) = try history.registers(mergesWrite: true, order: Self.textOrder) { version in
        version.flatMap { readings[$0] }.map { .value($0.texts[key]) } ?? .unreadable
      }
      let texts = [left.texts[key], right.texts[key]].compactMap(\.self)
      let writes = ours.joined(with: theirs).current
      let winner = Self.textOrder.winner(of: writes)
      for write in writes where write.value != winner?.value { try reportEdit(path.path, key, write) }
      let text = winner == nil ? texts.max { $0.lexicographicallyPrecedes($1) } : winner?.value
      for text in texts { gone.formUnion(text.split(separator: 0x0A)) }
      if let text { kept += text + [0x0A] }
    }
    let rest = LineUnion.join(one, other, without: gone)
    return kept.isEmpty ? rest : LineUnion.join(rest, kept)
  }

  /// Names an edit of a line that gave way to one that did not know of it, and where it can be read.
  private func reportEdit(_ path: Path, _ key: ArraySlice<UInt8>, _ write: Write<[UInt8]>) throws {
    guard let commit = write.commit else { return }
    report.edits.append(
      .init(
        path: path.string, message: String(decoding: key, as: UTF8.self),
        line: write.value.map { String(decoding: $0, as: UTF8.self) }, device: try device(of: commit),
        commit: commit.id))
  }

  /// A file on one side and a link or another repository on the other: the file is what Manent can read.
  func decideKind(_ path: ForkedPath, _ ours: FileVersion, _ theirs: FileVersion) throws {
    switch (ours.isFile, theirs.isFile) {
    case (true, false): decisions[path.path] = .version(ours)
    case (false, true): decisions[path.path] = .version(theirs)
    default: decisions[path.path] = .version(ours.blob > theirs.blob ? ours : theirs)
    }
  }
}
