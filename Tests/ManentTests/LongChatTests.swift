import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `A chat of 100,000 messages` {
  private let manent: Tool
  private let root: Path
  private static let count = 100_000
  private static let partSize = 500

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
  }

  private static func id(_ number: Int) -> String { "01932b4d-0000-7000-8000-" + String(format: "%012x", number) }

  private static func line(_ number: Int) -> String {
    let parent = number == 0 ? "" : #""parent":"\#(id(number - 1))","#
    let role = number % 2 == 0 ? "user" : "assistant"
    return #"{"id":"\#(id(number))",\#(parent)"role":"\#(role)","content":"Message \#(number) says something.","#
      + #""created_at":"2024-11-15T10:00:00.000Z"}"# + "\n"
  }

  /// Writes the chat, with the last message of the first part and one in the middle pinned.
  private func fill() throws -> Path {
    let folder = root / "chats/2024/11/15/a-chat-00000000"
    try Files.makeFolders(folder)
    let pins = [Self.partSize - 1, Self.count / 2].map { "  \(Self.id($0)): true\n" }.joined()
    let yaml = "id: long\ntitle: A chat\ncreated_at: 2024-11-15T10:00:00.000Z\npinned:\n\(pins)"
    try Files.writeNew(Array(yaml.utf8), to: folder / "chat.yaml", sync: false)
    for part in 0..<Self.count / Self.partSize {
      let lines = (part * Self.partSize..<(part + 1) * Self.partSize).map(Self.line).joined()
      let name = String(format: "%04d", part + 1) + ".jsonl"
      try Files.writeNew(Array(lines.utf8), to: folder / name, sync: false)
    }
    try manent.git(root, "add", ".")
    try manent.git(root, "commit", "-qm", "fill")
    return folder
  }

  /// The bytes that a traced command has read of the chat's parts, and how many of them it has opened.
  private func read(_ log: Path, below folder: Path) throws -> (bytes: Int, parts: Int) {
    var (bytes, parts) = (0, Set<Substring>())
    for line in String(decoding: try Files.read(log), as: UTF8.self).split(separator: "\n")
    where line.contains(".jsonl>") && line.contains(folder.name) {
      guard line.contains(" read(") || line.contains(" pread64(") else { continue }
      bytes += Int(line.split(separator: " ").last ?? "") ?? 0
      parts.insert(line.split(separator: "<").dropFirst().first?.split(separator: ">").first ?? "")
    }
    return (bytes, parts.count)
  }

  @Test(.needsTracing) func `has its context chosen from its end and from what is pinned, and no more is read`() throws
  {
    let echo = try EchoPlugin(for: manent)
    let folder = try fill()
    let size = try Files.list(folder).reduce(0) { try $0 + (Files.status(folder / $1)?.size ?? 0) }
    // The first command reads the chat into the catalog, each word of it, which takes a debug build long.
    let first = try Program(in: manent.folder, environment: manent.environment).run(
      [Tool.program.string, "-w", "work", "chats"], seconds: 600)
    #expect(first.status == 0, "\(first)")
    try echo.write("asked", "")
    let log = manent.base / "calls"
    let outcome = try manent.run(
      ["-w", "work", "chat", "--cid", "long", "-p", "echo", "--no-documents", "--json", "And now?"],
      under: ["strace", "-f", "-qq", "-y", "-e", "trace=read,pread64", "-o", log.string])
    #expect(outcome.status == 0 && outcome.errors == "manent: context: 21 of 100001 messages\n", "\(outcome)")
    #expect(try outcome.json()["context"]?["pinned"] == 2)
    let asked = try String(decoding: Files.read(echo.folder / "asked"), as: UTF8.self)
    #expect(asked.contains("Message 499 says") && asked.contains("Message 50000 says"))
    #expect(asked.contains("Message 99999 says") && !asked.contains("Message 99980 says"))
    let (bytes, parts) = try read(log, below: folder)
    // Three parts at the end, two for each pin, and the beginnings of some eight on the way to each.
    let part = size / (Self.count / Self.partSize)
    #expect(bytes > 0 && bytes < 10 * part && parts <= 24, "\(bytes) of \(size) bytes in \(parts) parts")
  }
}
