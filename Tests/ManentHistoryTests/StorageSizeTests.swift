import Foundation
import ManentCore
import ManentHistory
import TestSupport
import Testing
import TurnSupport

/// How much room a repository takes, beside what `git gc` would make of it.
@Suite(.temporaryFolder, .slow) struct StorageSizeTests {
  let folder = TemporaryFolder.current / "w"

  /// What a repository may take beyond that: what has gathered since packs were put together.
  private static let slack = 4 << 20

  /// The bytes of a folder's files, and what they and the folders take on the disk.
  struct Room: CustomStringConvertible {
    var bytes = 0
    var blocks = 0

    init(of folder: Path) throws {
      for path in try FileManager.default.subpathsOfDirectory(atPath: folder.string) + [""] {
        var buffer = stat()
        guard lstat((folder / path).string, &buffer) == 0 else { continue }
        if buffer.st_mode & S_IFMT == S_IFREG { bytes += Int(buffer.st_size) }
        blocks += Int(buffer.st_blocks) * 512
      }
    }

    var description: String { "\(bytes) bytes, \(blocks) on the disk" }
  }

  /// The room that `.git` takes and what it would take after `git gc`.
  func rooms() throws -> (ours: Room, collected: Room) {
    let copy = TemporaryFolder.current / "collected"
    try Files.removeTree(copy)
    try Files.makeFolders(copy)
    try FileManager.default.copyItem(atPath: (folder / ".git").string, toPath: (copy / ".git").string)
    try Git(folder: copy)("gc", "-q", "--prune=now")
    return (try Room(of: folder / ".git"), try Room(of: copy / ".git"))
  }

  @Test(arguments: [1, 50, 500])
  func `A repository takes at most twice the room that git gc would leave and 4 MB, at any time`(chats: Int) throws {
    let history = try History.create(at: folder, environment: somebody)
    try history.save([("workspace.yaml", "manent: 1\n"), (".gitattributes", "*.jsonl merge=union\n")])
    var series = TurnSeries(chats: chats, in: folder)
    var done = 0
    for count in [10, 50, 100, 333] + (chats == 50 || Machine.isThorough ? [1000] : []) {
      try series.commit(count - done, to: history) {
        if try history.isPackingDue() { #expect(try history.pack() == .packed) }
      }
      done = count
      let (ours, collected) = try rooms()
      #expect(ours.bytes <= 2 * collected.bytes + Self.slack, "\(count) turns: \(ours) beside \(collected)")
      #expect(ours.blocks <= 2 * collected.blocks + Self.slack, "\(count) turns: \(ours) beside \(collected)")
    }
    let git = Git(folder: folder)
    #expect(try git.faults() == "")
    #expect(try git.status() == "")
    #expect(try git("rev-list", "--count", "HEAD") == "\(done + 1)\n")
  }
}
