import ManentCatalog
import ManentCore
import ManentFormats
import ManentRecords
import TestSupport
import Testing

@testable import ManentChats

@Suite(.temporaryFolder) struct ChatFilesTests {
  private let folder = TemporaryFolder.current / "chat"
  private let rescue = TemporaryFolder.current / "torn"
  private let files: ChatFiles

  init() throws {
    files = ChatFiles(folder: folder, cache: PartCache())
    try Files.makeFolders(folder)
  }

  private func message(_ id: Int, _ content: String = "Hi") -> Message {
    Message(
      id: String(id), parent: nil, role: .user, content: content, createdAt: Timestamp(milliseconds: 0), device: nil)
  }

  private func line(_ id: Int) -> String { message(id).json.serialized() }

  @discardableResult private func append(_ message: Message, told: (String) -> Void = { _ in }) throws -> String {
    try files.append(message, rescuingTo: rescue, notify: told).part
  }

  private func write(_ part: String, _ text: String) throws {
    try Files.writeAtomically(Array(text.utf8), to: folder / part)
  }

  private func text(_ part: String) throws -> String { String(decoding: try Files.read(folder / part), as: UTF8.self) }

  @Test func `The next part begins once a line would take the last one past 64 KiB`() throws {
    let empty = message(100, "").json.serialized().utf8.count + 1
    let half = String(repeating: "x", count: 32 * 1024 - empty)
    #expect(try append(message(101, half)) == "0001.jsonl")
    #expect(try append(message(102, half)) == "0001.jsonl")
    #expect(try Files.status(folder / "0001.jsonl")?.size == 64 * 1024)
    #expect(try append(message(103)) == "0002.jsonl")
    #expect(try append(message(104)) == "0002.jsonl")
    #expect(try files.parts() == ["0001.jsonl", "0002.jsonl"])
    #expect(try files.readAll().messages.map(\.id) == ["101", "102", "103", "104"])
  }

  @Test func `A part of many megabytes is gone through piece by piece, and gives what reading it whole gives`() throws {
    var text = ""
    for id in 1...3000 {
      // Lines of all lengths, one longer than two pieces, some blank, some that are no messages.
      let length = id == 1500 ? 3 << 20 : id.isMultiple(of: 500) ? 300_000 : 40
      text += message(10_000 + id, String(repeating: "é", count: length / 2)).json.serialized() + "\n"
      if id.isMultiple(of: 700) { text += "\n{\"id\":\n" }
    }
    for end in ["", "{\"id\":\"torn", message(99_999).json.serialized()] {
      try write("0001.jsonl", text + end)
      let bytes = try Files.read(folder / "0001.jsonl")
      let whole = try files.read("0001.jsonl")
      var messages: [Message] = []
      let defects = try files.stream("0001.jsonl") { message, line, range in
        messages.append(message)
        #expect(line == bytes[range] && line.first == UInt8(ascii: "{"))
      }
      #expect(messages == whole.messages && messages.count >= 3000)
      #expect(defects == whole.defects && defects.count == (end.hasSuffix("torn") ? 5 : 4))
      let outline = try ChatOutline(of: files)
      #expect(Transcript(outline.messages).messages.map(\.id) == Transcript(messages).messages.map(\.id))
      #expect(outline.messages.allSatisfy { $0.content.isEmpty })
      let shown = Set(messages.map(\.id))
      let entries = outline.entries(showing: shown)
      let before = MessageEntry.entries(of: [("0001.jsonl", bytes)], showing: shown)
      #expect(entries.map(\.hash) == before.map(\.hash) && entries.map(\.range) == before.map(\.range))
      #expect(try entries.map { try $0.terms() } == before.map { try $0.terms() })
    }
  }

  @Test func `A line that is another by the time that its terms are asked for is told`() throws {
    try write("0001.jsonl", line(1) + "\n" + line(2) + "\n")
    let entries = try ChatOutline(of: files).entries(showing: ["1", "2"])
    try write("0001.jsonl", line(1) + "\n" + line(3) + "\n")
    #expect(try entries[0].terms() == Array("hi".utf8))
    #expect { try entries[1].terms() } throws: { ($0 as? CatalogError)?.code == .moved }
  }

  @Test func `A message longer than a part has one for itself`() throws {
    try append(message(1))
    #expect(try append(message(2, String(repeating: "x", count: 100_000))) == "0002.jsonl")
    #expect(try append(message(3)) == "0003.jsonl")
    #expect(try files.readNewest(1).map(\.id) == ["2", "3"])
  }

  @Test func `A torn last line is set aside and reported`() throws {
    try write("0001.jsonl", line(1) + "\n{\"id\":\"2\",\"role\":")
    var told: [String] = []
    try append(message(3)) { told.append($0) }
    #expect(try text("0001.jsonl") == line(1) + "\n" + line(3) + "\n")
    let aside = "chat-0001.jsonl-\(line(1).utf8.count + 1)"
    #expect(try Files.list(rescue) == [aside])
    #expect(try Files.read(rescue / aside) == Array("{\"id\":\"2\",\"role\":".utf8))
    #expect(told == ["chat/0001.jsonl ended in an unfinished line; it is set aside as \(rescue / aside)"])
  }

  @Test func `A whole last message that lacks its line feed is kept`() throws {
    try write("0001.jsonl", line(1))
    #expect(try files.readAll().messages.map(\.id) == ["1"])
    #expect(try files.readAll().defects == [])
    try append(message(2))
    #expect(try text("0001.jsonl") == line(1) + "\n" + line(2) + "\n")
    #expect(!Files.exists(rescue))
  }

  @Test func `Lines that are no messages are told with their places`() throws {
    try write("0001.jsonl", "\(line(1))\n\nnot json\n{\"id\":\"2\"}\n\(line(3))\n{\"id")
    let read = try files.readAll()
    #expect(read.messages.map(\.id) == ["1", "3"])
    let places = read.defects.map { "\($0.part):\($0.line) \($0.isTorn)" }
    #expect(places == ["0001.jsonl:3 false", "0001.jsonl:4 false", "0001.jsonl:6 true"])
    #expect(read.defects[1].problem == "not a message")
    #expect(read.defects[2].problem == "the line is not finished")
  }

  @Test func `Parts are read by their numbers, and other files are none`() throws {
    for (name, id) in [("0010.jsonl", 3), ("0002.jsonl", 2), ("10000.jsonl", 4), ("0001.jsonl", 1)] {
      try write(name, line(id) + "\n")
    }
    for name in ["notes.jsonl", "1.jsonl", "0001.jsonl.orig", "99999999999999999999.jsonl"] { try write(name, "x") }
    #expect(try files.readAll().messages.map(\.id) == ["1", "2", "3", "4"])
    #expect(try files.readNewest(3).map(\.id) == ["2", "3", "4"])
  }

  @Test func `A part with the greatest of all numbers does not stop the next one`() throws {
    try write("9223372036854775807.jsonl", String(repeating: line(1) + "\n", count: 1200))
    let part = try append(message(2))
    #expect(try Files.list(folder).contains(part))
  }

  @Test func `A part that is a link is neither read nor written`() throws {
    let outside = TemporaryFolder.current / "outside"
    try Files.writeNew(Array((line(1) + "\n").utf8), to: outside)
    try makeLink(folder / "0001.jsonl", to: outside)
    #expect(throws: FileError.self) { try files.readAll() }
    #expect(throws: FileError.self) { try append(message(2)) }
    #expect(try Files.read(outside) == Array((line(1) + "\n").utf8))
  }

  @Test func `What was read of a part is known until the part changes`() throws {
    let cache = PartCache()
    try write("0001.jsonl", "a")
    var parsed = 0
    func value() throws -> Int {
      try cache.value(of: folder / "0001.jsonl") { bytes in
        parsed += 1
        return ([], bytes.map { _ in .init(part: "", line: 0, problem: "", isTorn: false) })
      }.defects.count
    }
    #expect(try [value(), value()] == [1, 1])
    #expect(parsed == 1)
    try write("0001.jsonl", "ab")
    #expect(try value() == 2)
    try cache.extend(folder / "0001.jsonl", by: message(9)) { try Files.append([0x63], to: folder / "0001.jsonl") }
    #expect(try value() == 2)
    #expect(parsed == 2)
    struct Stop: Error {}
    #expect(throws: Stop.self) { try cache.extend(folder / "0001.jsonl", by: message(9)) { throw Stop() } }
    #expect(try value() == 3)
    #expect(parsed == 3)
  }

  @Test func `More parts than are kept are read again`() throws {
    let cache = PartCache()
    var parsed = 0
    for round in 0..<2 {
      for number in 0..<40 {
        try write("\(number)", "x")
        _ = try cache.value(of: folder / "\(number)") { _ in
          parsed += 1
          return ([], [])
        }
      }
      #expect(parsed == 40 * (round + 1))
    }
  }

  @Test func `The last part is told without a listing, and found when it is another one than expected`() throws {
    for number in [1, 2, 3, 5] { try write(WorkspaceLayout.part(number), line(number) + "\n") }
    for (expected, last) in [(3, "0003.jsonl"), (5, "0005.jsonl"), (2, "0005.jsonl"), (9, "0005.jsonl")] {
      let files = ChatFiles(folder: folder, cache: PartCache(), expectedLast: expected)
      #expect(try files.lastPart() == last)
    }
    let files = ChatFiles(folder: folder, cache: PartCache(), expectedLast: 5)
    #expect(try files.readNewest(1).map(\.id) == ["3", "5"])
    #expect(try files.readNewest(99).map(\.id) == ["1", "2", "3", "5"])
    try write("999999999.jsonl", line(6) + "\n")
    #expect(try files.readNewest(99).map(\.id) == ["1", "2", "3", "5"])
    #expect(try ChatFiles(folder: folder, cache: PartCache()).readNewest(99).map(\.id) == ["1", "2", "3", "5", "6"])
  }
}
