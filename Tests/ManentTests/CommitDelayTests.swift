import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `A turn while the user is at work in git` {
  private let manent: Tool
  private let root: Path

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
    try manent.succeed("-w", "work", "chat", "--cid", "c1", "How do I begin?")
  }

  /// Takes a turn that must be on the disk, and told to be committed later for a reason.
  private func takeTurn(waitingFor reason: String, _ arguments: String...) throws {
    let commits = try manent.git(root, "rev-list", "--count", "--all")
    let lines = try manent.lines(root).count
    let outcome = try manent.run(["-w", "work", "chat", "--cid", "c1", "How do I add a document?"] + arguments)
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.complaints == ["manent: saved, but not committed yet (\(reason)); a later command commits it"])
    #expect(try manent.lines(root).count == lines + 2)
    #expect(try manent.git(root, "rev-list", "--count", "--all") == commits)
  }

  /// Expects that the next command commits what waited.
  private func expectCommitted(leaving left: String = "") throws {
    let outcome = try manent("-w", "work", "chats")
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome)")
    #expect(try manent.uncommitted(root) == left)
    #expect(try manent.git(root, "log", "-1", "--format=%s").hasPrefix("chat: "))
    #expect(try manent.faults(root) == [])
  }

  /// Makes two branches that change the user's file in different ways.
  private func diverge() throws {
    try manent.write((root / "mine.txt").string, "one\n")
    try manent.git(root, "add", "mine.txt")
    try manent.git(root, "commit", "-qm", "mine")
    try manent.git(root, "checkout", "-qb", "side")
    try manent.write((root / "mine.txt").string, "theirs\n")
    try manent.git(root, "commit", "-qam", "theirs")
    try manent.git(root, "checkout", "-q", "-")
    try manent.write((root / "mine.txt").string, "ours\n")
    try manent.git(root, "commit", "-qam", "ours")
  }

  @Test(arguments: [
    ("merge side", "merge --abort", "a merge is in progress"),
    ("rebase side", "rebase --abort", "a rebase is in progress"),
    ("cherry-pick side", "cherry-pick --abort", "a cherry-pick is in progress"),
    ("revert HEAD~1", "revert --abort", "a revert is in progress"),
    ("bisect start", "bisect reset", "a bisection is in progress"),
    ("am patch", "am --abort", "patches are being applied"),
  ])
  func `waits for it to end, and is committed by the next command`(
    _ begin: String, _ end: String, _ reason: String
  ) throws {
    try diverge()
    try manent.write((root / ".git/patch").string, manent.git(root, "format-patch", "-1", "--stdout", "side"))
    let words = begin.replacingOccurrences(of: "am patch", with: "am .git/patch")
    try manent.shell("sh", "-c", "git \(words) >/dev/null 2>&1 || true", in: root)
    try takeTurn(waitingFor: reason)
    try manent.git(root, end.split(separator: " ").map(String.init))
    // Some ends put all files back to what was committed; the turn was saved, and stays so.
    let outcome = try manent("-w", "work", "chats")
    #expect(outcome.status == 0 && outcome.complaints.allSatisfy { $0.hasSuffix("; they are back") }, "\(outcome)")
    #expect(outcome.complaints.count == (begin == "rebase side" ? 1 : 0), "\(outcome)")
    try expectCommitted()
    #expect(try manent.lines(root).count == 4)
    #expect(!Files.exists(root / ".git/manent/state/waiting"))
  }

  @Test(arguments: [
    ("index.lock", "another program holds git's index.lock"), ("BRANCH.lock", "another program holds the branch"),
  ])
  func `waits for a lock that another program holds`(_ name: String, _ reason: String) throws {
    let branch = try manent.git(root, "symbolic-ref", "HEAD").trimmingCharacters(in: .whitespacesAndNewlines)
    let lock = root / ".git" / name.replacingOccurrences(of: "BRANCH", with: branch)
    try Files.writeNew([], to: lock)
    try takeTurn(waitingFor: reason)
    #expect(Files.exists(lock))
    try Files.remove(lock)
    try expectCommitted()
  }

  @Test func `leaves what is staged staged and uncommitted`() throws {
    try manent.write((root / "mine.txt").string, "mine\n")
    try manent.git(root, "add", "mine.txt")
    try manent.write((root / "workspace.yaml").string, (root / "workspace.yaml").text + "# mine\n")
    try manent.succeed("-w", "work", "chat", "--cid", "c1", "How do I add a document?")
    #expect(try manent.uncommitted(root) == "A  mine.txt\n M workspace.yaml\n")
    #expect(try manent.git(root, "show", "--format=", "--name-only", "HEAD").hasSuffix("/0001.jsonl\n"))
  }

  @Test func `is committed on a detached HEAD, and on a branch that has no commit yet`() throws {
    let branch = try manent.git(root, "rev-parse", "--abbrev-ref", "HEAD").trimmingCharacters(
      in: .whitespacesAndNewlines)
    try manent.git(root, "checkout", "-q", "--detach")
    try manent.succeed("-w", "work", "chat", "--cid", "c1", "How do I add a document?")
    #expect(try manent.uncommitted(root) == "")
    #expect(try manent.git(root, "rev-list", "--count", "\(branch)..HEAD") == "1\n")
    try manent.git(root, "checkout", "-q", "--orphan", "fresh")
    try manent.succeed("-w", "work", "chat", "--cid", "c1", "And a folder?")
    #expect(try manent.git(root, "rev-list", "--count", "HEAD") == "1\n")
    #expect(try manent.git(root, "ls-tree", "-r", "--name-only", "HEAD").hasSuffix("/0001.jsonl\n"))
    #expect(try manent.uncommitted(root).split(separator: "\n").allSatisfy { $0.hasPrefix("A ") })
    #expect(try manent.faults(root) == [])
  }

  @Test(arguments: ["chat", "manual"])
  func `is committed when the settings say so`(_ when: String) throws {
    let file = root / "workspace.yaml"
    let settings = try file.text.replacingOccurrences(of: "commit: turn", with: "commit: \(when)")
    #expect(settings.contains("commit: \(when)"))
    try manent.write(file.string, settings)
    try manent.git(root, "commit", "-qam", "settings")
    let before = try manent.commits(root)
    for _ in 0..<2 { try manent.succeed("-w", "work", "chat", "--cid", "c1", "How do I add a document?") }
    #expect(try manent.commits(root) == before)
    try manent.succeed("-w", "work", "chat", "--new", "Something else: how do I rename a chat?")
    #expect(try manent.commits(root) == before + (when == "chat" ? 1 : 0))
    #expect(try manent.lines(root).count == 8)
    try manent.git(root, "add", ".")
    try manent.git(root, "commit", "-qm", "by hand")
    let outcome = try manent("-w", "work", "chats")
    #expect(outcome.status == 0 && outcome.errors.isEmpty && outcome.output.contains("Something else"), "\(outcome)")
    #expect(try manent.uncommitted(root) == "")
  }

  @Test func `goes on with its chat when another branch is checked out under the prompt`() throws {
    try manent.git(root, "branch", "before", "HEAD~1")
    let folder = try manent.chatFolder(root)
    let branch = try manent.git(root, "rev-parse", "--abbrev-ref", "HEAD").trimmingCharacters(
      in: .whitespacesAndNewlines)
    // The second line is typed once the first one is answered and another branch is checked out.
    let script = """
      screen='\(manent.base)/screen'; : > "$screen"
      (
        until grep -q leaves "$screen"; do sleep 0.05; done
        echo 'How do I add a document?'
        until [ "$(grep -o '> ' "$screen" | wc -l)" -ge 2 ]; do sleep 0.05; done
        git -C '\(root)' checkout -q before
        echo 'And a folder of them?'
        until [ "$(grep -o '> ' "$screen" | wc -l)" -ge 3 ]; do sleep 0.05; done
        printf '\\004'
        sleep 1
      ) | script -qefc "exec '\(Tool.program)' -w work chat -c" "$screen"
      """
    let outcome = try Program(in: manent.folder, environment: manent.environment.merging(["TERM": "xterm"]) { $1 })
      .run(["timeout", "60", "bash", "-c", script])
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.output.contains("is not in what is checked out now; it goes on there anew"), "\(outcome)")
    #expect(try manent.chatFolder(root) == folder)
    #expect(try manent.lines(root).count == 2)
    #expect(try manent.uncommitted(root) == "")
    try manent.git(root, "merge", "-q", "--no-edit", "-X", "ours", branch)
    #expect(try manent.lines(root).count == 6)
    #expect(try manent.json("-w", "work", "chats", "--json").array?.map { $0["message_count"] } == [6])
    #expect(try manent.faults(root) == [])
  }
}
