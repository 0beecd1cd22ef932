import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `The folder of this machine's own files of before` {
  /// Moves the files of a workspace to where an earlier version of the program kept them.
  private func age(_ root: Path, _ manent: Tool) throws {
    try manent.shell(
      "bash", "-c",
      """
      mkdir .manent && cp -a .git/manent/cache/. .git/manent/state/. .manent/ && rm -rf .git/manent
      mkdir -p .manent/torn .manent/damaged .manent/steps/1/0
      echo 'half a li' > .manent/torn/x-0001.jsonl-7; echo bad > .manent/damaged/x.seg
      echo .manent/ >> .git/info/exclude
      """, in: root)
  }

  @Test(.needsTracing, arguments: ["rename", "unlink", "rmdir", "mkdir", "fsync", "openat"])
  func `is taken over whole when the process that does it is killed at any moment`(_ call: String) throws {
    let sweep = try FaultSweep()
    let (manent, root) = (sweep.manent, sweep.root)
    // A torn line that only this folder holds, and a turn that is not committed yet.
    try manent.shell("bash", "-c", "touch .git/index.lock", in: sweep.original)
    _ = try manent("-w", "original", "chat", "--cid", "late", "Not committed yet")
    try manent.shell("rm", ".git/index.lock", in: sweep.original)
    try age(sweep.original, manent)
    let command = ["-w", "work", "chats", "--json"]
    let log = manent.base / "calls"
    try sweep.renew()
    #expect(
      try manent.run(command, under: ["strace", "-f", "-y", "-qq", "-o", log.string, "-e", "trace=\(call)"]).status == 0
    )
    let lines = try log.text.split(separator: "\n").filter { $0.contains(" \(call)(") }
    // The calls that have to do with the move.
    let positions = lines.indices.filter { lines[$0].contains("manent") }.map { $0 + 1 }
    let limit = Machine.isThorough ? positions.count : 10
    let chosen = stride(from: 0, to: positions.count, by: max(1, positions.count / max(1, limit))).map { positions[$0] }
    for position in chosen {
      let outcome = try sweep.run(command, .killed, at: position, of: call)
      let place = "\(call) \(position): \(outcome)"
      let next = try manent.run(command)
      #expect(next.status == 0, "\(place)\(next)")
      #expect(try next.json().array?.contains { $0["id"] == "late" } == true, "\(place)")
      #expect(!Files.exists(root / ".manent"), "\(place)\(next)")
      #expect(try (root / ".git/manent/state/torn/x-0001.jsonl-7").text == "half a li\n", "\(place)")
      #expect(try (root / ".git/manent/state/damaged/x.seg").text == "bad\n", "\(place)")
      #expect(try manent.uncommitted(root) == "", "\(place)")
      #expect(try manent.faults(root) == [], "\(place)")
    }
    #expect(!chosen.isEmpty)
  }

  @Test(.needsMount) func `and all else works where git's folder is on another file system`() throws {
    let manent = try Tool()
    let place = manent.base / "elsewhere"
    try Files.makeFolders(place)
    try manent.shell("mount", "-t", "tmpfs", "tmpfs", place.string)
    defer { _ = try? manent.shell("umount", place.string) }
    let root = manent.home / "work"
    try Files.makeFolders(root)
    try manent.shell("git", "init", "-q", "--separate-git-dir", (place / "git").string, in: root)
    try manent.succeed("init", "work")
    try manent.write("note.md", "# Otters\n\nOtters use tools.\n")
    try manent.succeed("-w", "work", "add", "note.md")
    try manent.succeed("-w", "work", "chat", "--cid", "c1", "Do otters use tools?")
    try manent.succeed("-w", "work", "rename", "c1", "Otters")
    try manent.succeed("-w", "work", "forget", "c1")
    try manent.succeed("-w", "work", "restore", "c1")
    try manent.write("in.jsonl", #"{"id":"i","messages":[{"role":"user","content":"In"}]}"# + "\n")
    try manent.succeed("-w", "work", "import", "in.jsonl")
    #expect(try manent.json("-w", "work", "chats", "--json").array?.count == 2)
    #expect(try manent.json("-w", "work", "documents", "list", "--json").array?.count == 2)
    #expect(try manent.uncommitted(root) == "")
    #expect(Files.exists(place / "git/manent/state"))
    #expect(!Files.exists(root / ".manent"))
  }
}
