import ManentCore
import ManentHistory

extension MergePlan {
  /// Gives the versions that gave way their places: `name (laptop 2026-11-20).ext`.
  ///
  /// Where two have the same name, the one with the smaller content id has it, and the other gets the first digits of
  /// its content id as well; so the names are the same in whatever order copies come.
  func placeCopies() throws {
    for copy in superfluous {
      let name = CopyName.name(of: copy.path, device: copy.device, time: copy.time)
      for place in [name, CopyName.numbered(name, copy.version)] {
        if case .version(let version) = try self.version(at: place), version.blob == copy.version.blob {
          decisions[place] = .absent
        }
      }
    }
    for copy in copies {
      let name = CopyName.name(of: copy.path, device: copy.device, time: copy.time)
      let place = try put(copy.version, at: name)
      report.keptBoth.append(.init(path: copy.path.string, copy: place.string))
      joined.insert(copy.path)
    }
  }

  /// Both sides have made a copy of the same name.
  func keepCopies(_ path: Path, _ ours: FileVersion, _ theirs: FileVersion) {
    let (first, second) = ours.blob < theirs.blob ? (ours, theirs) : (theirs, ours)
    decisions[path] = .version(first)
    decisions[CopyName.numbered(path, second)] = .version(second)
  }

  private func put(_ version: FileVersion, at name: Path) throws -> Path {
    let numbered = CopyName.numbered(name, version)
    switch try self.version(at: name) {
    case .absent:
      decisions[name] = .version(version)
      return name
    case .version(let other) where other.blob == version.blob: return name
    case .version(let other) where other.isFile && version.blob < other.blob:
      decisions[name] = .version(version)
      decisions[CopyName.numbered(name, other)] = .version(other)
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
      let device = try commit.map { try self.device(of: $0) } ?? ""
      decisions[path] = .absent
      let place = try put(version, at: CopyName.name(of: path, device: device, time: commit?.time ?? 0))
      report.keptBoth.append(.init(path: path.string, copy: place.string))
    }
  }
}
