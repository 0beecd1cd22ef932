import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `A bad document` {
  private let manent: Tool
  private let root: Path

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
    try manent.write("good.txt", "A good file about lichens.\n")
  }

  /// Adding fails in one line with the status and changes nothing.
  private func expectRefusal(
    _ status: Int32, _ arguments: String..., saying word: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let before = try FileTree.workspace(root)
    let outcome = try manent.run(["-w", "work", "add"] + arguments)
    #expect(outcome.status == status, "\(outcome)", sourceLocation: sourceLocation)
    #expect(
      outcome.complaints.count == 1 && outcome.errors.hasPrefix("manent: "), "\(outcome)",
      sourceLocation: sourceLocation)
    #expect(outcome.errors.contains(word), "\(outcome)", sourceLocation: sourceLocation)
    #expect(try FileTree.workspace(root).differences(from: before) == [], sourceLocation: sourceLocation)
  }

  @Test(arguments: [
    "../x", "a/../../x", "/etc/x", "a//b", "./x", "a/./b", ".git/hooks/post-commit", "a/.hidden", "x\u{1B}[2Jy", "a\nb",
    "x/",
    "..", ".", String(repeating: "n", count: 300), String(repeating: "n/", count: 600) + "x", "c1\u{85}x",
  ])
  func `name is refused`(_ name: String) throws {
    try expectRefusal(1, "good.txt", "--as", name, saying: "not a document name")
    #expect(!Files.exists(manent.base / "x") && !Files.exists("/etc/x"))
  }

  @Test func `that is binary is refused with a reason`() throws {
    try manent.write("x.bin", bytes: [0x7F, 0x45, 0x4C, 0x46, 0, 1, 2, 3, 0, 0xFF])
    try expectRefusal(1, "x.bin", saying: "a binary file")
    try manent.write(
      "x.png",
      bytes: Array("\u{89}PNG\r\n\u{1A}\n".unicodeScalars.map { UInt8($0.value) }) + [UInt8](repeating: 0, count: 50))
    try expectRefusal(1, "x.png", saying: "a binary file")
  }

  @Test func `that is empty, or holds nothing but space, is refused`() throws {
    try manent.write("empty.txt", "")
    try expectRefusal(1, "empty.txt", saying: "the file is empty")
    try manent.write("blank.txt", " \n\n\t\n")
    try expectRefusal(1, "blank.txt", saying: "no text")
  }

  @Test func `that is above the limit is refused with the limit and what to do`() throws {
    try manent.write(
      "\(root)/workspace.yaml", (root / "workspace.yaml").text.replacingOccurrences(of: "100MB", with: "4KB"))
    try manent.git(root, "commit", "-qam", "limit")
    try manent.write("large.txt", String(repeating: "words and ", count: 500))
    try expectRefusal(1, "large.txt", saying: "limits.max_document_bytes")
    try manent.write("\(root)/documents/large.txt", String(repeating: "words and ", count: 500))
    let outcome = try manent("-w", "work", "search", "words")
    #expect(
      outcome.status == 0 && outcome.complaints.count == 1 && outcome.errors.contains("limits.max_document_bytes"),
      "\(outcome)")
  }

  @Test func `that is no regular file is refused`() throws {
    try manent.shell("mkfifo", "pipe")
    try expectRefusal(1, "pipe", saying: "not a regular file")
    try expectRefusal(1, "/dev/zero", saying: "not a regular file")
    try manent.shell("mkfifo", "\(root)/documents/pipe")
    let outcome = try manent("-w", "work", "documents")
    #expect(outcome.status == 0 && outcome.errors.contains("documents/pipe"), "\(outcome)")
  }

  @Test(.needsOtherUser) func `that cannot be read is refused with the reason`() throws {
    try manent.write("secret.txt", "mine\n")
    try manent.shell("chmod", "0", "secret.txt")
    try manent.shell("chown", "-R", "65534:65534", manent.base.string)
    try manent.shell("chown", "0:0", "secret.txt")
    let before = try FileTree.workspace(root)
    let outcome = try manent.run(
      ["-w", "work", "add", "secret.txt"],
      under: ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"])
    #expect(outcome.status == 1 && outcome.complaints.count == 1, "\(outcome)")
    #expect(outcome.errors.contains("secret.txt") && outcome.errors.contains("Permission denied"), "\(outcome)")
    #expect(try FileTree.workspace(root).differences(from: before) == [])
  }

  @Test func `among good ones is named, the others are added, and the status is 1`() throws {
    try manent.write("empty.txt", "")
    let outcome = try manent("-w", "work", "add", "--json", "good.txt", "empty.txt")
    #expect(outcome.status == 1)
    let report = try outcome.json()
    #expect(report["added"] == ["good.txt"])
    #expect(report["failed"]?.array?.first?["path"]?.string == (manent.folder / "empty.txt").string)
    #expect(try manent.uncommitted(root) == "")
  }

  @Test func `of a folder is passed over with a notice when it is no text`() throws {
    try manent.write("folder/a.txt", "Mosses have no roots.\n")
    try manent.write("folder/b.bin", bytes: [0, 1, 2, 3])
    try manent.shell("ln", "-s", "/etc/passwd", "folder/link.txt")
    let outcome = try manent("-w", "work", "add", "--json", "folder")
    #expect(outcome.status == 0 && outcome.complaints.count == 2, "\(outcome)")
    #expect(try outcome.json()["added"] == ["folder/a.txt"])
    #expect(!Files.exists(root / "documents/folder/link.txt"))
  }

  @Test func `in another encoding is decoded, and the bytes stay as they are`() throws {
    let text = "Die Größe der Lücke beträgt fünf Ångström.\n"
    let latin = text.unicodeScalars.map { UInt8($0.value) }
    let utf16: [UInt8] =
      [0xFF, 0xFE] + text.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    for (name, bytes) in [
      ("latin.txt", latin), ("utf16.txt", utf16), ("bom.txt", [0xEF, 0xBB, 0xBF] + Array(text.utf8)),
    ] as [(String, [UInt8])] {
      try manent.write(name, bytes: bytes)
      try manent.succeed("-w", "work", "add", name)
      #expect(try Files.read(root / "documents" / name) == bytes)
      #expect(try manent.succeed("-w", "work", "documents", "show", name).hasSuffix(text))
      let found = try manent.json("-w", "work", "search", "Ångström Lücke", "--json", "--documents", name)
      #expect(found["results"]?.array?.first?["text"]?.string?.contains("fünf Ångström") == true)
    }
    try manent.write("mixed.txt", bytes: Array("caf\u{E9} ".unicodeScalars.map { UInt8($0.value) }) + [0x81, 0x8D])
    let mixed = try manent("-w", "work", "add", "mixed.txt")
    #expect(mixed.status == 0 && mixed.errors.contains("mixed.txt: 1 place in it is not"), "\(mixed)")
    #expect(try manent.succeed("-w", "work", "documents", "show", "mixed.txt").contains("caf\u{E9} \u{FFFD}"))
  }
}
