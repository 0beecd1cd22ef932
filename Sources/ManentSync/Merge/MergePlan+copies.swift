import ManentCore
import ManentHistory
import ManentRecords

extension MergePlan {
  /// Gives the versions that gave way their places: `name (laptop 2026-11-20).ext`.
  ///
  /// Where two have the same name, the one with the smaller content id has it, and the other gets the first digits of
  /// its content id as well; so the names are the same in whatever order copies come.
  func placeCopies() throws {
    for copy in superfluous {
      for place in copy.places {
        if case .version(let version) = try self.version(at: place), version.blob == copy.version.blob {
          decisions[place] = .absent
        }
      }
    }
    for copy in copies {
      let place = try put(copy.version, at: copy.name)
      report.keptBoth.append(.init(path: copy.path.string, copy: place.string))
      joined.insert(copy.path)
    }
  }

  /// Drops the copies that one side's merge made of versions that the other side has replaced meanwhile.
  ///
  /// Had that merge come later, there would be none. A write of the same text that still counts keeps its own copy.
  func dropCopies(of path: Path, _ ours: Register<FileVersion>, _ theirs: Register<FileVersion>) throws {
    guard let candidates = newCopies[path] else { return }
    let kept = try ours.joined(with: theirs).current.compactMap { try copy(path, $0) }
    func isObsolete(_ version: FileVersion?, at place: Path, _ replaced: Set<FileVersion>) -> Bool {
      guard let blob = version?.blob, replaced.contains(where: { $0.blob == blob }) else { return false }
      return !kept.contains { $0.version.blob == blob && $0.places.contains(place) }
    }
    for candidate in candidates {
      let place = candidate.path
      let left = isObsolete(candidate.ours, at: place, theirs.replaced) ? nil : candidate.ours
      let right = isObsolete(candidate.theirs, at: place, ours.replaced) ? nil : candidate.theirs
      guard left != candidate.ours || right != candidate.theirs else { continue }
      decisions[place] = Decision(left ?? right)
      // Nobody is in its way any more.
      for version in [candidate.ours, candidate.theirs].compactMap(\.self) {
        let numbered = CopyName.numbered(place, version.blob)
        if paths[numbered] == nil { decisions[numbered] = nil }
      }
    }
  }

  /// Both sides have made a copy of the same name.
  func keepCopies(_ path: Path, _ ours: FileVersion, _ theirs: FileVersion) {
    let (first, second) = ours.blob < theirs.blob ? (ours, theirs) : (theirs, ours)
    decisions[path] = .version(first)
    decisions[CopyName.numbered(path, second.blob)] = .version(second)
  }

  private func put(_ version: FileVersion, at name: Path) throws -> Path {
    let numbered = CopyName.numbered(name, version.blob)
    switch try self.version(at: name) {
    case .absent:
      decisions[name] = .version(version)
      return name
    case .version(let other) where other.blob == version.blob: return name
    case .version(let other) where other.isFile && version.blob < other.blob:
      decisions[name] = .version(version)
      decisions[CopyName.numbered(name, other.blob)] = .version(other)
      return name
    case .version, .content:
      decisions[numbered] = .version(version)
      return numbered
    }
  }

  /// Where one side has a file and the other a folder of the same name, the file makes way.
  func separateFilesFromFolders() throws {
    let present = Set(decisions.filter { !$0.value.isAbsent }.keys)
    var inTheWay: Set<Path> = []
    for path in present {
      var folder = path.parent
      while folder.string != ".", folder.string != "/" {
        if present.contains(folder) { inTheWay.insert(folder) }
        folder = folder.parent
      }
    }
    for path in inTheWay.sorted() {
      guard case .version(let version)? = decisions[path] else { continue }
      let side: Fork.Side = paths[path]?.ours == version ? .ours : .theirs
      let commit = fork.commits.last { $0.side == side }
      let device = try commit.map { try self.device(of: fork.named($0)) } ?? ""
      decisions[path] = .absent
      let place = try put(version, at: CopyName.name(of: path, device: device, time: commit?.time ?? 0))
      report.keptBoth.append(.init(path: path.string, copy: place.string))
    }
  }
}
