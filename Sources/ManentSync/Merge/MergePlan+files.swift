import ManentCore
import ManentHistory

extension MergePlan {
  /// Which of several versions of a file counts: the later one, and any before none.
  static var versionOrder: WriteOrder<FileVersion> {
    WriteOrder(prefersPresence: true) { left, right in
      left.blob != right.blob ? left.blob < right.blob : left.kind == .file && right.kind == .executable
    }
  }

  /// Decides documents, templates, settings and whatever else is not put together line by line.
  ///
  /// - Parameter rule: how they are joined, where their paths do not say it.
  func decideFiles(as rule: MergeRule? = nil) throws {
    var contested: [ForkedPath] = []
    for path in paths.values where decisions[path.path] == nil && MergeRule(for: path.path) != .index {
      let isNew = path.bases.allSatisfy { $0 == nil } && !returned.contains(path.path)
      if path.ours == nil || path.theirs == nil, isNew {
        decisions[path.path] = Decision(path.ours ?? path.theirs)
      } else {
        contested.append(path)
      }
    }
    let copied = newCopies.keys.filter { paths[$0] == nil }
    guard !contested.isEmpty || !copied.isEmpty else { return }
    let changes = try fork.changes(to: contested.map(\.path) + copied)
    for path in contested.sorted(by: { $0.path < $1.path }) {
      try decide(path, changes[path.path] ?? [], by: rule ?? MergeRule(for: path.path))
    }
    for path in copied {
      let (ours, theirs) = try versions(in: PathHistory(path, changes[path] ?? [], in: fork))
      try dropCopies(of: path, ours, theirs)
    }
  }

  private func decide(_ path: ForkedPath, _ changes: [Fork.Change], by rule: MergeRule) throws {
    let sides = Set(try changes.filter { try !isTaken($0, path.path) }.map { fork.commits[$0.commit].side })
    if sides.count < 2, returned.contains(path.path) {
      // One side has taken the chat away, or elsewhere, and it was brought back: with its settings.
      decisions[path.path] = Decision(path.ours ?? path.theirs)
      return
    }
    switch (sides.contains(.ours), sides.contains(.theirs)) {
    case (true, false): decisions[path.path] = Decision(path.ours)
    case (false, true): decisions[path.path] = Decision(path.theirs)
    case (false, false):
      // Both come from what both have: one side's merge took another than the other side has had all the while, or
      // than the other side's merge.
      if path.bases.allSatisfy({ $0 == path.ours }) {
        decisions[path.path] = Decision(path.theirs)
      } else if path.bases.allSatisfy({ $0 == path.theirs }) {
        decisions[path.path] = Decision(path.ours)
      } else {
        let versions = [path.ours, path.theirs].compactMap(\.self)
        decisions[path.path] = Decision(versions.count < 2 ? versions.first : versions.max { $0.blob < $1.blob })
      }
    case (true, true):
      let history = try PathHistory(path.path, changes, in: fork)
      switch rule {
      case .settings: if try decideSettings(path, history) { return }
      case .patterns: if try decidePatterns(path) { return }
      default: break
      }
      try decideVersions(path, history)
    }
  }

  /// What either side knows about the versions of a path.
  private func versions(
    in history: PathHistory
  ) throws -> (ours: Register<FileVersion>, theirs: Register<FileVersion>) {
    try history.registers(mergesWrite: true, order: Self.versionOrder) { .value($0) }
  }

  /// Whether a merge has only taken what another of its parents has.
  private func isTaken(_ change: Fork.Change, _ path: Path) throws -> Bool {
    try fork.parents(of: fork.commits[change.commit]).dropFirst().contains {
      try fork.version(of: path, in: $0) == change.version
    }
  }

  /// The later version keeps the name; the other is kept as a copy.
  private func decideVersions(_ path: ForkedPath, _ history: PathHistory) throws {
    let (ours, theirs) = try versions(in: history)
    let writes = ours.joined(with: theirs).current
    if let ours = path.ours, let theirs = path.theirs, ours.blob != theirs.blob,
      writes.allSatisfy({ $0.origin == .derived })
    {
      return keepCopies(path.path, ours, theirs)
    }
    // Without any write that counts, a merge by hand has decided against all that there were.
    let fallback = [path.ours, path.theirs].compactMap(\.self).max { $0.blob < $1.blob }
    let winner = Self.versionOrder.winner(of: writes).map(\.value) ?? fallback
    decisions[path.path] = Decision(winner)
    for case let version? in [path.ours, path.theirs] where version.blob != winner?.blob && version.isFile {
      copies += try writes.filter { $0.value == version }.compactMap { try copy(path.path, $0) }
    }
    superfluous += try writes.filter { $0.value?.blob == winner?.blob }.compactMap { try copy(path.path, $0) }
    try dropCopies(of: path.path, ours, theirs)
    try reportKeptChange(path, winner: winner, among: writes)
  }

  func copy(_ path: Path, _ write: Write<FileVersion>) throws -> Copy? {
    guard let version = write.value, let commit = write.commit else { return nil }
    return Copy(path: path, version: version, device: try device(of: commit), time: commit.time)
  }

  /// The lists of patterns that git has: the lines that both have, then those that one has, sorted.
  private func decidePatterns(_ path: ForkedPath) throws -> Bool {
    guard let ours = path.ours, let theirs = path.theirs, ours.isFile, theirs.isFile else { return false }
    let versions = [ours, theirs].sorted { $0.blob < $1.blob }
    let texts = try versions.map { try fork.content(of: $0).split(separator: 0x0A).map(Array.init) }
    let all = Set(texts[0]).union(texts[1])
    let common = texts[0].filter(Set(texts[1]).contains)
    let added = all.subtracting(common).sorted { $0.lexicographicallyPrecedes($1) }
    decisions[path.path] = .content((common + added).flatMap { $0 + [0x0A] }, .file)
    joined.insert(path.path)
    return true
  }

  /// The machine that made a commit: its message's last line `Device: NAME`, else who committed it.
  func device(of commit: Fork.Commit) throws -> String {
    for line in try fork.message(of: commit.id).split(separator: "\n").reversed() where line.hasPrefix("Device: ") {
      return String(line.dropFirst(8))
    }
    let name = commit.committer.prefix { $0 != "<" }
    return String(name.hasSuffix(" ") ? name.dropLast() : name)
  }
}
