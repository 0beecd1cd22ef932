import ManentIndex

/// The runs of posting lists that were opened, by their names.
final class RunCache {
  private var generation = ""
  private var runs: [String: PostingRun] = [:]

  /// A run that was opened before.
  func run(_ name: String, generation: String) -> PostingRun? {
    if generation != self.generation {
      forget()
      self.generation = generation
    }
    return runs[name]
  }

  /// Keeps a run.
  func keep(_ run: PostingRun, as name: String) { runs[name] = run }

  /// Lets go of some runs.
  func drop(_ names: [String]) { for name in names { runs[name] = nil } }

  /// Lets go of all runs but some, when there are many.
  func keep(among names: Set<String>) {
    if runs.count > 2 * names.count + 16 { runs = runs.filter { names.contains($0.key) } }
  }

  /// Lets go of all runs.
  func forget() { runs = [:] }
}
