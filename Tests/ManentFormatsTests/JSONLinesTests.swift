import ManentFormats
import Testing

@Suite struct JSONLinesTests {
  private func text(_ range: Range<Int>, of bytes: [UInt8]) -> String { String(decoding: bytes[range], as: UTF8.self) }

  @Test func `Lines come with number, range and value; blank ones are skipped`() throws {
    let bytes = Array("{\"a\":1}\r\n\n  \t\n[2]\n".utf8)
    let lines = Array(JSONLines(bytes))
    #expect(lines.map(\.number) == [1, 4])
    #expect(lines.map { text($0.range, of: bytes) } == ["{\"a\":1}\r", "[2]"])
    #expect(try lines.map { try $0.result.get() } == [["a": 1], [2]])
    #expect(JSONLines(bytes).tornTail == nil)
  }

  @Test func `A byte order mark before the first line is no part of it`() throws {
    let bytes = Array("\u{FEFF}{\"a\":1}\n[2]\n{\"b\"".utf8)
    let lines = JSONLines(bytes)
    #expect(lines.map { try? $0.result.get() } == [["a": 1], [2]])
    #expect(lines.map { text($0.range, of: bytes) } == [#"{"a":1}"#, "[2]"])
    #expect(lines.tornTail.map { text($0, of: bytes) } == #"{"b""#)
    #expect(JSONLines(Array("\u{FEFF}[1]".utf8)).tornTail == 3..<6)
    #expect(JSONLines([0xEF, 0xBB, 0xBF]).tornTail == nil)
  }

  @Test func `A byte order mark before any line is no part of it, as where files were put together`() throws {
    let bytes = Array("[1]\n\u{FEFF}[2]\n\u{FEFF}\n[\"\u{FEFF}\"]\n\u{FEFF}[4".utf8)
    let lines = Array(JSONLines(bytes))
    #expect(lines.map { try? $0.result.get() } == [[1], [2], ["\u{FEFF}"]])
    #expect(lines.map(\.number) == [1, 2, 4])
    #expect(text(lines[1].range, of: bytes) == "[2]")
    #expect(JSONLines(bytes).tornTail.map { text($0, of: bytes) } == "[4")
    // A part that is read piece by piece has it at the beginning of a later piece, too.
    let piece = JSONLines(bytes[4...], linesBefore: 1, bytesBefore: 4)
    #expect(piece.first { _ in true }?.result == .success([2]))
  }

  @Test(arguments: ["1\n2\n\u{1A}", "1\r\n2\r\n\u{1A}\u{1A}", "1\n2\n"])
  func `A mark of the end as DOS wrote it is no line`(text: String) {
    let lines = JSONLines(Array(text.utf8))
    #expect(lines.compactMap { try? $0.result.get() } == [1, 2])
    #expect(lines.tornTail == nil)
    #expect(JSONLines(Array("1\n2\u{1A}".utf8)).tornTail == 2..<4)
  }

  @Test func `A damaged line is an element with its place and the lines after it are read`() {
    let lines = Array(JSONLines(Array("1\n{\"a\":é}\n3\n".utf8)))
    #expect(lines[1].result == .failure(JSONError(code: .expectedValue, line: 2, column: 6, offset: 7)))
    #expect(lines[2].result == .success(3))
  }

  @Test(arguments: [
    ("", nil), ("\n", nil), ("1\n", nil), ("1\n2", 2..<3), ("{\"a\"", 0..<4), ("1\n ", 2..<3),
  ])
  func `Bytes after the last line end are the torn tail`(text: String, tail: Range<Int>?) {
    let lines = JSONLines(Array(text.utf8))
    #expect(lines.tornTail == tail)
    #expect(Array(lines).allSatisfy { $0.range.upperBound < tail?.lowerBound ?? .max })
  }

  @Test func `Ranges and offsets in a slice are the slice's own`() {
    let bytes = Array("skipped\n[1]\n]\n[2".utf8)
    let lines = JSONLines(bytes[8...])
    #expect(lines.tornTail == 14..<16)
    let elements = Array(lines)
    #expect(elements.map { text($0.range, of: bytes) } == ["[1]", "]"])
    #expect(elements[1].result == .failure(JSONError(code: .expectedValue, line: 2, column: 1, offset: 12)))
  }

  @Test func `A line cut anywhere is torn, never misread`() {
    let whole = Array("{\"id\":\"1\"}\n{\"id\":\"2\",\"content\":\"é\"}\n".utf8)
    for length in 0...whole.count {
      let lines = JSONLines(Array(whole[..<length]))
      #expect(lines.allSatisfy { (try? $0.result.get()) != nil })
      #expect(Array(lines).count == whole[..<length].count { $0 == 0x0A })
    }
  }
}
