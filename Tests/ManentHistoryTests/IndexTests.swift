import ManentCore
import ManentGit
import ManentHistory
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct IndexTests {
  let folder = TemporaryFolder.current / "w"

  /// The forms that git's index has.
  enum Form: String, CaseIterable {
    case two, three, four, split, fourSplit

    /// Gives the index of a repository this form.
    func apply(to git: Git) throws {
      switch self {
      case .two: try git("update-index", "--index-version", "2")
      case .three:
        try git("update-index", "--index-version", "3")
        try git("update-index", "--skip-worktree", "kept/skipped")
      case .four: try git("update-index", "--index-version", "4")
      case .split:
        try git("config", "core.splitIndex", "true")
        try git("update-index", "--split-index")
      case .fourSplit:
        try git("config", "core.splitIndex", "true")
        try git("update-index", "--index-version", "4", "--split-index")
      }
    }
  }

  @Test(arguments: Form.allCases, 0..<(Machine.isThorough ? 40 : 4))
  func `Random changes leave the index that git add would have made`(_ form: Form, _ seed: Int) throws {
    var random = SplitMix(state: UInt64(seed) * 7919 + 17)
    let git = try Git.repository(at: folder)
    var names: [String] = []
    for index in 0..<150 { names.append(random.path(index)) }
    for name in names { try? git.write(name, "\(name) at first\n") }
    for name in ["assumed", "skipped"] { try git.write("kept/\(name)", name) }
    try git("add", "--ignore-errors", ".")
    try git("commit", "-q", "-m", "many")
    try git.write("kept/intended", "not yet")
    try git("add", "--intent-to-add", "kept/intended")
    try git("update-index", "--assume-unchanged", "kept/assumed")
    try form.apply(to: git)
    let history = try History.of(folder)
    let judge = folder / ".git/judge"
    for round in 0..<6 {
      try Files.remove(judge)
      try git("update-index", "-q", "--refresh")
      let changes = try random.changes(in: git, round: round)
      let staged = "staged-\(round)"
      try git.write(staged, "staged by the user")
      // Of an older time than the index, else git would have to look into it.
      try git.setTime(of: folder / staged, to: 1_700_000_000)
      try git("add", staged)
      try judged(git, changes, at: judge)
      guard try history.commit(changes, message: "round \(round)", at: noon).commit != nil else { continue }
      let listing = ["--no-optional-locks", "ls-files", "--stage", "--debug"]
      let expected = onDisk(try git.run(listing, index: judge))
      let actual = onDisk(try git.run(listing, index: folder / ".git/index"))
      #expect(actual == expected, "\(form) \(seed) \(round)")
      #expect(try git("ls-files", "-t", "kept").contains(form == .three ? "S kept/skipped" : "H kept/skipped"))
      #expect(try git("ls-files", "-v", "kept/assumed") == "h kept/assumed\n")
      let status = try git.status().split(separator: "\n").filter { !$0.hasPrefix("A  staged-") }
      #expect(status == [" A kept/intended"], "\(status) \(changes.map { "\($0)".prefix(60) })")
      #expect(try history.uncommitted().map(\.kind).allSatisfy { $0 == .added })
      #expect(try history.uncommitted().count == round + 2)
      if round == 3 { try form.apply(to: git) }
    }
    #expect(try git.faults() == "")
    try git("update-index", "--no-split-index")
    try git("commit", "-q", "-m", "by git")
    #expect(try history.save([("last", "1")]).commit != nil)
    #expect(try git.status() == " A kept/intended\n")
  }

  /// What git lists, without a flag of its own memory (the entry stands for one of the shared index).
  private func onDisk(_ listing: String) -> [String] {
    listing.replacing("flags: 8000000", with: "flags: 0").replacing("flags: 8008000", with: "flags: 8000")
      .split(separator: "\n").map(String.init)
  }

  /// Makes the index as `git add` and `git rm` would, apart from the real one.
  private func judged(_ git: Git, _ changes: [Change], at judge: Path) throws {
    try Files.writeAtomically(try Files.read(folder / ".git/index"), to: judge)
    for change in changes {
      switch change {
      case .remove(let path): _ = try git.run(["rm", "-q", "--cached", "--ignore-unmatch", "--", path], index: judge)
      case .write(let path, _), .copy(let path, _, _): _ = try git.run(["add", "--", path], index: judge)
      }
    }
  }
}
