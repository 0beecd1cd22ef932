import ManentCatalog
package import ManentCore
import ManentIndex
import ManentPlugins
package import ManentWorkspace

extension Workspace {
  /// Runs up to this size are kept in the catalog, where a new document costs no file.
  private static let inCatalog = 1 << 16

  /// Where the runs of posting lists are that are files.
  package var runFolder: Path { cacheFolder / "terms" }

  /// The posting lists that the catalog counts on; `nil` when some are missing or damaged, so that they must be made anew.
  func postings() throws -> PostingIndex? {
    let catalog = try catalog()
    guard let generation = try catalog.fact(Self.generationFact) else { return nil }
    do {
      return try catalog.reading {
        var parts: [PostingIndex.Part] = []
        let runs = try catalog.runs()
        documentMemory.runCache.keep(among: Set(runs.map(\.name)))
        for run in runs {
          parts.append(.init(first: run.first, run: try opened(run, generation: generation)))
        }
        var gone = RowSet()
        for block in try catalog.gone() { gone.insert(bits: block.bits, from: block.first) }
        return PostingIndex(parts, gone: gone)
      }
    } catch is SegmentError {
      return nil
    }
  }

  private func opened(_ run: Catalog.Run, generation: String) throws -> PostingRun {
    if let known = documentMemory.runCache.run(run.name, generation: generation) { return known }
    let made: PostingRun
    if let file = run.file {
      made = try PostingRun.open(runFolder / file)
    } else {
      made = try PostingRun(catalog().bytes(ofRunFrom: run.first), name: cacheFolder / "catalog.db")
    }
    guard made.rows == run.rows else { throw SegmentError(.replaced, runFolder / run.name) }
    documentMemory.runCache.keep(made, as: run.name)
    return made
  }

  /// A change of the catalog's list of runs.
  struct RunChange {
    var added: [(run: Catalog.Run, bytes: [UInt8]?)] = []
    var removed: [Catalog.Run] = []
  }

  /// Adds runs to those that there are, and joins some of like size; what is large becomes files.
  ///
  /// - Parameter new: the rows of the new runs and their bytes, in the order of their rows.
  func planRuns(_ new: [(first: Int, rows: Int, bytes: [UInt8])]) throws -> RunChange {
    let catalog = try catalog()
    let generation = try catalog.fact(Self.generationFact) ?? ""
    var change = RunChange()
    // What is not in the catalog yet, by its first row.
    var made: [Int: [UInt8]] = [:]
    var runs = try catalog.runs()
    for part in new {
      runs.append(Catalog.Run(first: part.first, rows: part.rows))
      made[part.first] = part.bytes
      while let group = RunSizes.group(runs.map(\.rows)) {
        let joined = Array(runs[group])
        let placed = try joined.map { run -> PostingRun.Placed in
          if let bytes = made[run.first] { return (try PostingRun(bytes, name: runFolder), run.first) }
          return (try opened(run, generation: generation), run.first)
        }
        guard let first = joined.first, let last = joined.last, let bytes = PostingRun.merged(placed) else { break }
        for run in joined where made.removeValue(forKey: run.first) == nil { change.removed.append(run) }
        made[first.first] = bytes
        runs.replaceSubrange(
          group, with: [Catalog.Run(first: first.first, rows: last.first + last.rows - first.first)])
      }
    }
    for var run in runs {
      guard let bytes = made[run.first] else { continue }
      guard bytes.count > Self.inCatalog, !leavesNothing else {
        change.added.append((run, bytes))
        continue
      }
      let file = "\(generation)-\(run.first)-\(run.rows).run"
      run.file = file
      try Files.makeFolders(runFolder, mode: 0o700)
      try Files.writeAtomically(bytes, to: runFolder / file, mode: 0o600)
      change.added.append((run, nil))
    }
    return change
  }

  /// Removes files of runs that the catalog does not count on, unless another process may be about to open them.
  func removeFormerRuns() throws {
    let listed = Set(try catalog().runs().compactMap(\.file))
    let now = Timestamp.now.milliseconds * 1_000_000
    guard try Files.status(runFolder)?.kind == .folder else { return }
    for (name, status) in try Files.entries(of: runFolder)
    where !listed.contains(name) && status.changed + 600_000_000_000 < now {
      try Files.remove(runFolder / name)
    }
  }
}

extension Catalog.Run {
  /// What tells it from the others, as long as the merged cache is the same.
  var name: String { file ?? "\(first)-\(rows)" }
}

/// Which runs of posting lists are joined.
enum RunSizes {
  /// So many runs of like size become one.
  private static let many = 8
  /// No run that is made of others has more rows: joining them would take a command too long.
  static let largest = 1 << 17

  /// Like sizes differ by less than a factor of eight.
  private static func level(_ rows: Int) -> Int { (Int.bitWidth - 1 - max(1, rows).leadingZeroBitCount) / 3 }

  /// The runs at the end of the list that are to be joined now, from the sizes of all; `nil` when none are.
  ///
  /// They are joined when there are eight of one size, with the smaller ones between and behind them: the new one is of
  /// the next size, so that no row is moved often.
  static func group(_ rows: [Int]) -> Range<Int>? {
    var (start, sum, count, level) = (rows.count, 0, 0, 0)
    while start > 0 {
      let next = Self.level(rows[start - 1])
      if next > level { (level, count) = (next, 0) }
      sum += rows[start - 1]
      guard sum <= largest else { return nil }
      start -= 1
      if next == level { count += 1 }
      if count == many { return start..<rows.count }
    }
    return nil
  }
}
