import ManentCore
import ManentHistory
import TestSupport
import Testing

@Suite(.temporaryFolder) struct PackTests {
  let folder = TemporaryFolder.current / "w"

  @Test func `Many new files become one pack that git accepts`() throws {
    let git = try Git.repository(at: folder)
    let history = try History.of(folder)
    let before = try history.storedBytes()
    var files = (0..<200).map { ("documents/\($0 % 7)/\($0).txt", String(repeating: "line \($0)\n", count: $0)) }
    files += [
      ("documents/same-1", "same"), ("documents/same-2", "same"),
      ("large", String(repeating: "0123456789", count: 900_000)),
    ]
    let commit = try history.save(files).commit
    #expect(try git("rev-parse", "HEAD") == "\(try #require(commit))\n")
    #expect(try git.faults() == "")
    #expect(try git.status() == "")
    let packs = try Files.list(folder / ".git/objects/pack")
    #expect(packs.map { $0.suffix(4) } == [".idx", "pack"])
    #expect(packs.allSatisfy { $0.hasPrefix("pack-6d616e656e74") })
    try git("verify-pack", (folder / ".git/objects/pack" / packs[0]).string)
    #expect(try git("count-objects", "-v").contains("garbage: 0\n"))
    for (path, text) in files.suffix(60) {
      #expect(try history.content(of: #require(try history.blob(at: path))) == Array(text.utf8))
    }
    #expect(try history.storedBytes() - before < 150_000)
    #expect(try history.save(files) == .unchanged)
    #expect(try Files.list(folder / ".git/objects/pack") == packs)
    try git("gc", "--quiet", "--prune=now")
    #expect(try git.faults() == "")
    #expect(try history.uncommitted().isEmpty)
  }

  @Test func `The first commit may be a pack`() throws {
    let history = try History.create(at: folder, environment: somebody)
    try history.save((0..<64).map { ("\($0)", "\($0)") })
    let git = Git(folder: folder)
    #expect(try git.faults() == "")
    #expect(try git.status() == "")
    #expect(try git("count-objects") == "0 objects, 0 kilobytes\n")
  }
}
