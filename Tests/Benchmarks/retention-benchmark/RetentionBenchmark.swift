import ManentCatalog
import ManentChats
import ManentCore
import ManentFormats
import ManentRecords
import ManentRetention
import ManentSync
import ManentWorkspace

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How long a policy takes over many chats: `swift run -c release retention-benchmark [CHATS]`.
///
/// Processor time is that of all threads together, and tells more than time on a busy machine. Half of the chats are
/// forgotten, and the same files are taken out of a copy by `git rm` and a commit.
@main struct RetentionBenchmark {
  static func main() throws {
    let count = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 100_000
    let base = try Files.makeTemporaryFolder(prefix: "retention-", environment: Platform.environment)
    defer { try? Files.removeTree(base) }
    let folder = base / "work"
    let chats = ManyChats(count: count)
    let building = try ContinuousClock().measure { try chats.make(at: folder) }
    print("\(count) chats made in \(seconds(building))")
    let reading = try ContinuousClock().measure { _ = try open(folder).chats() }
    print("read into an empty catalog in \(seconds(reading))")

    var rules = RetentionRules()
    rules.counts[.last] = count / 2
    let policy = RetentionPolicy(rules: rules)
    var plan: RetentionPlan?
    for _ in 0..<3 {
      var (stating, planning, writing) = (Duration.zero, Duration.zero, Duration.zero)
      var state: RetentionState?
      let began = clock()
      stating = try ContinuousClock().measure { state = try open(folder).retentionState(withDocuments: false) }
      guard let state else { return }
      planning = try ContinuousClock().measure {
        plan = try RetentionPlanner(policy, calendar: .machine, now: .now).plan(for: state, force: false)
      }
      var bytes = 0
      writing = ContinuousClock().measure { bytes = plan?.json.serialized().utf8.count ?? 0 }
      print(
        "plan: \(seconds(stating + planning + writing)), of it \(seconds(stating)) to look at the chats, "
          + "\(seconds(planning)) to decide, \(seconds(writing)) to write \(bytes / 1_000_000) MB of JSON; "
          + "\(seconds(.microseconds(Int(clock() - began)))) of processor")
    }
    guard let plan else { return }

    let copy = base / "copy"
    try run("cp -a work copy", in: base)
    let going = Set(plan.forget.map(\.chat))
    let rows = try open(folder).chats()
    // Whole days are named once: git compares every file with every path that it is given.
    let staying = Set(rows.filter { !going.contains($0.id) }.map { Path($0.path).parent.string })
    let leaving = Set(
      rows.filter { going.contains($0.id) }.map { row in
        let day = Path(row.path).parent.string
        return staying.contains(day) ? row.path : day
      })
    let list = leaving.sorted().map { $0 + "\n" }.joined()
    try Files.writeNew(Array(list.utf8), to: base / "paths")
    let removing = try ContinuousClock().measure {
      try run("git rm -r -q --pathspec-from-file=../paths", in: copy)
      try run("git -c gc.auto=0 -c user.name=B -c user.email=b@example.org commit -q -m forget", in: copy)
    }
    print("git rm of \(going.count) chats and git commit: \(seconds(removing))")
    let applying = try ContinuousClock().measure {
      _ = try open(folder).apply(plan, removingDocuments: false, force: false)
    }
    print("apply of \(going.count) forgettings: \(seconds(applying)), \(ratio(applying, removing)) × git's")
    let left = try open(folder).chats().count
    guard left == count - going.count else { throw Failure(what: "\(left) chats are left") }
    try run("git fsck --strict 2>/dev/null", in: folder)
    try run("test -z \"$(git status --porcelain)\"", in: folder)
  }

  struct Failure: Error { var what: String }

  private static func open(_ folder: Path) throws -> Workspace {
    try Workspace.open(folder, surroundings: Surroundings(notify: { print($0) }))
  }

  private static func seconds(_ duration: Duration) -> String {
    let milliseconds = Int(duration / .milliseconds(1))
    return "\(milliseconds / 1000).\(String(1000 + milliseconds % 1000).dropFirst()) s"
  }

  private static func ratio(_ left: Duration, _ right: Duration) -> String {
    let tenths = Int((left / right * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// Runs a shell's command line in a folder; it must succeed.
  private static func run(_ command: String, in folder: Path) throws {
    guard system("cd '\(folder)' && \(command)") == 0 else { throw Failure(what: command) }
  }
}
