import ManentChats
import ManentCore
import ManentExchange
import TestSupport
import Testing
import WorkspaceSupport

@Suite(.temporaryFolder) struct `An import from a zip archive` {
  private let sample: ImportSample
  private let plain: String

  init() throws {
    sample = try ImportSample("zipped")
    let other = try ImportSample("plain")
    try other.take(other.fixture("chatgpt/conversations.json"))
    plain = try other.export()
  }

  /// Makes an archive by a few lines of Python, in which `z` is the archive and `c` the conversations' bytes.
  private func archive(_ lines: String, change: ((inout [UInt8]) -> Void)? = nil) throws -> Path {
    let source = try sample.fixture("chatgpt/conversations.json")
    let zip = sample.folder / "export.zip"
    try sample.run(
      "python3", "-c",
      "import zipfile, sys, warnings\nwarnings.simplefilter('ignore')\nc = open(sys.argv[2], 'rb').read()\n"
        + "z = zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED)\n\(lines)\nz.close()",
      zip.string, source.string)
    if let change {
      var bytes = try Files.read(zip)
      change(&bytes)
      try Files.writeAtomically(bytes, to: zip)
    }
    try sample.run("touch", "-d", "2026-01-02T03:04:05.678Z", zip.string)
    return zip
  }

  @Test(arguments: [
    "z.writestr('conversations.json', c)", "z.writestr('conversations.json', c, zipfile.ZIP_STORED)",
    "z.writestr('chat.html', 'x' * 100000); z.writestr('export/conversations.json', c); z.comment = b'PK' * 3000",
    "i = zipfile.ZipInfo('conversations-000.json')\nwith z.open(i, 'w', force_zip64=True) as f: f.write(c)",
    "z.writestr('../../../conversations.json', c)",
    "import io; b = io.BytesIO(); y = zipfile.ZipFile(b, 'w'); y.writestr('conversations-000.json', c); y.close(); "
      + "z.writestr('User Online Activity/Conversations_x.zip', b.getvalue()); z.writestr('report.html', '')",
  ])
  func `gives what the file in it gives, wherever it lies`(lines: String) throws {
    let zip = try archive(lines)
    let before = try FileTree(of: TemporaryFolder.current, passingOver: ["zipped"])
    let summary = try sample.take(zip)
    #expect(summary.format == .chatgpt && summary.chats.added == 2)
    #expect(try sample.export() == plain)
    #expect(try FileTree(of: TemporaryFolder.current, passingOver: ["zipped"]) == before, "nothing is left behind")
  }

  @Test func `that lies about what it holds is refused and leaves nothing`() throws {
    let tree = try sample.tree()
    func refuse(_ lines: String, _ words: String, change: ((inout [UInt8]) -> Void)? = nil) throws {
      let zip = try archive(lines, change: change)
      let error = #expect(throws: ImportError.self, "\(words)") { try Importer(into: sample.workspace.open()).run(zip) }
      #expect(error?.description.contains(words) == true, "\(words): \(error?.description ?? "")")
    }
    func central(_ bytes: [UInt8]) -> Int { bytes.indices.last { bytes[$0...].starts(with: [0x50, 0x4B, 1, 2]) } ?? 0 }
    let whole = "z.writestr('conversations.json', c)"
    try refuse("z.writestr('other.json', c)", "no conversations.json")
    try refuse(whole, "damaged") { $0[60] ^= 0xFF }
    try refuse(whole, "damaged") { $0[central($0) + 16] ^= 1 }
    // A bomb says that it is small.
    try refuse("z.writestr('conversations.json', b' ' * 50_000_000)", "not as long") {
      $0[central($0) + 25] = 0; $0[central($0) + 26] = 0; $0[central($0) + 27] = 0
    }
    // Others say what they are: one that unfolds a thousandfold, and many that are large only together.
    try refuse("z.writestr('conversations.json', b' ' * 70_000_000)", "as no chats do")
    try refuse("for n in range(3): z.writestr(f'conversations-{n}.json', c)", "more than 8") { bytes in
      for place in bytes.indices.dropLast(4) where bytes[place...].starts(with: [0x50, 0x4B, 1, 2]) {
        bytes.replaceSubrange(place + 20..<place + 28, with: [0, 0, 0, 0xC0, 0, 0, 0, 0xC0])
      }
    }
    try refuse(whole, "encrypted") { $0[central($0) + 8] |= 1 }
    try refuse(whole, "method 12") { $0[central($0) + 10] = 12 }
    try refuse(whole, "damaged") { $0.removeLast(30) }
    try refuse(whole, "damaged") {
      $0[central($0) + 42] = 0xFF; $0[central($0) + 44] = 0xFF
    }
    try refuse(whole, "as no chats do") { for place in 24..<28 { $0[central($0) + place] = 0xFE } }
    try refuse(whole, "not as long") { for place in 25..<27 { $0[central($0) + place] = 0xFE } }
    // Entries of the same bytes, and small ones that are large together.
    try refuse("for n in range(2): z.writestr(f'conversations-{n}.json', c)", "bytes of another entry") { bytes in
      let last = central(bytes)
      let first = bytes.indices.first { bytes[$0...].starts(with: [0x50, 0x4B, 1, 2]) } ?? 0
      bytes.replaceSubrange(last + 42..<last + 46, with: bytes[first + 42..<first + 46])
    }
    try refuse("for n in range(5): z.writestr(f'conversations-{n}.json', b' ' * 20_000_000)", "as no chats do")
    let inner = "import io; b = io.BytesIO(); y = zipfile.ZipFile(b, 'w', zipfile.ZIP_DEFLATED); "
    try refuse(
      inner + "y.writestr('conversations.json', b' ' * 70_000_000); y.close(); z.writestr('a.zip', b.getvalue())",
      "as no chats do")
    try refuse(
      inner + "y.writestr('conversations.json', c); y.close()\nd = io.BytesIO(); x = zipfile.ZipFile(d, 'w'); "
        + "x.writestr('b.zip', b.getvalue()); x.close(); z.writestr('a.zip', d.getvalue())", "no conversations.json")
    #expect(try sample.tree() == tree)
  }

  @Test func `survives any byte being another one`() throws {
    let zip = try archive("z.writestr('conversations.json', b'[]')")
    let bytes = try Files.read(zip)
    let importer = Importer(into: try sample.workspace.open())
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 0xFF
      let file = sample.folder / "changed.zip"
      try Files.writeAtomically(changed, to: file)
      do {
        _ = try importer.run(file, .init(format: .chatgpt, isRehearsal: true))
      } catch {
        #expect(error is ImportError, "byte \(index): \(error)")
      }
    }
  }
}
