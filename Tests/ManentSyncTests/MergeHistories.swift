import ManentRecords
import TestSupport

@testable import ManentChats
@testable import ManentCore
@testable import ManentDocuments
@testable import ManentGit
@testable import ManentHistory
@testable import ManentSync
@testable import ManentWorkspace

/// Random histories of one workspace on several machines, as commits alone: no work tree, one object store.
///
/// The same seed makes the same histories.
struct MergeHistories {
  /// What can be done to a workspace. A new operation is added here and in `MergeHistories+edit.swift`.
  enum Edit: CaseIterable {
    case append, createChat, rename, tag, untag, set, unset, comment
    case write, writeUnique, remove, setWorkspace, forget, restore, fork, clear, unclear
    case editLine, removeLine

    /// What Manent itself does, and what people do to documents and settings. Seeds that once led to two trees were
    /// found with these.
    static let usual: [Edit] = allCases.filter { ![.editLine, .removeLine].contains($0) }
    /// All of it, and half of the time what people do by hand to the lines of a chat.
    static let byHand: [Edit] =
      allCases + Array(repeating: .editLine, count: 8) + Array(repeating: .removeLine, count: 8)
  }

  var random: SeededGenerator
  let machines: [History]
  /// What is chosen from.
  var edits = Edit.usual
  /// The newest time that each machine's clock has shown, in seconds.
  private var counter: Int64 = 0

  init(seed: UInt64, in folder: Path, machines count: Int = 3) throws {
    random = SeededGenerator(seed: seed)
    machines = try (0..<count).map { number in
      let name = "machine\(number)"
      let environment = [
        "GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": "\(name)@example.org", "GIT_COMMITTER_NAME": name,
        "GIT_COMMITTER_EMAIL": "\(name)@example.org",
      ]
      guard let history = try History.open(containing: folder, environment: environment) else {
        throw Git.Failure(description: "no repository")
      }
      return history
    }
  }

  /// An id greater than all that were made before.
  mutating func nextID() -> String {
    counter += 1
    return UUIDv7(milliseconds: 1_795_168_800_000 + counter, sequence: 0, random: random.next()).description
  }

  /// The first commit: two chats, two documents, settings.
  mutating func begin() throws -> CommitID {
    var changes = [change("workspace.yaml", "manent: 1\nname: w # the name\n")]
    for number in 1...2 { changes.append(change("documents/d\(number).md", "0\n")) }
    for number in 1...2 { changes += newChat("c\(number)") }
    return try machines[0].write(changes, on: [], message: "begin", at: Timestamp(milliseconds: 0))
  }

  /// Joins two tips as a machine does, without a work tree.
  func merge(_ ours: CommitID, _ theirs: CommitID, on machine: Int) throws -> CommitID {
    let history = machines[machine]
    let fork = try history.fork(ours, theirs)
    if fork.isUpToDate { return ours }
    if fork.isFastForward { return theirs }
    let plan = try MergePlan(fork)
    try plan.decide()
    return try history.join(fork, plan.changes(), message: "merge", at: Timestamp(milliseconds: 0))
  }

  func tree(_ commit: CommitID) throws -> String { try machines[0].tree(of: commit).description }

  func change(_ path: String, _ text: String?) -> TreeChange {
    TreeChange(Path(path), text.map { .content(Array($0.utf8), .file) } ?? .removal)
  }

  mutating func newChat(_ id: String) -> [TreeChange] {
    let folder = Self.folder(id)
    return [
      change("\(folder)/chat.yaml", "id: \(id)\ntitle: begin\ncreated_at: 2026-11-20T10:00:00.000Z\n"),
      change("\(folder)/0001.jsonl", line("begin")),
    ]
  }

  mutating func line(_ text: String) -> String { #"{"id":"\#(nextID())","content":"\#(text)"}"# + "\n" }

  static func folder(_ id: String) -> String { "chats/2026/11/20/chat-\(ChatID.folderSuffix(id))" }
}
