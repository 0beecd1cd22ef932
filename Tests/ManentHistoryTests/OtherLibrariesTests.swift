import Foundation
import ManentCore
import ManentHistory
import TestSupport
import Testing
import TurnSupport

/// Libraries for git that know less than git does read what Manent writes.
@Suite(.temporaryFolder) struct OtherLibrariesTests {
  let folder = TemporaryFolder.current / "w"

  /// Reads the whole of a repository with a library: all commits, the newest tree, the index.
  private static let readers = [
    "pygit2": """
    import pygit2, sys
    repository = pygit2.Repository(sys.argv[1])
    commits = sum(1 for _ in repository.walk(repository.head.target))
    def files(tree):
        return sum(files(entry) if entry.type_str == "tree" else len(entry.data) >= 0 for entry in tree)
    print(commits, files(repository.head.peel().tree), len(repository.index), len(repository.status()))
    """,
    "dulwich": """
    import sys
    from dulwich.repo import Repo
    from dulwich.object_store import iter_tree_contents
    repository = Repo(sys.argv[1])
    commits = sum(1 for _ in repository.get_walker())
    tree = repository[repository.head()].tree
    files = [repository[entry.sha] for entry in iter_tree_contents(repository.object_store, tree)]
    print(commits, len(files), len(repository.open_index()), 0)
    """,
  ]

  private static func python(with module: String) -> Path? {
    [PythonPackages.programs / "python3", "/usr/bin/python3"].first { python in
      let run = try? Program(in: "/tmp", environment: ProcessInfo.processInfo.environment)
        .run([python.string, "-c", "import \(module)"])
      return run?.status == 0
    }
  }

  @Test(arguments: readers.keys.filter { python(with: $0) != nil })
  func `A repository of many chats and turns is read by`(library: String) throws {
    let history = try History.create(at: folder, environment: somebody)
    var series = TurnSeries(chats: 400, in: folder)
    try series.commit(450, to: history) { if try history.isPackingDue() { _ = try history.pack() } }
    let python = try #require(Self.python(with: library))
    let script = try #require(Self.readers[library])
    let run = try Program(in: folder, environment: ["HOME": folder.string, "PATH": "/usr/bin:/bin"])
      .run([python.string, "-c", script, folder.string])
    #expect(run.output == "450 400 400 0\n", "\(run.errors)")
  }
}
