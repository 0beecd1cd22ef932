import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentDocuments

@Suite(.temporaryFolder) struct `Text in an encoding that it does not name, as a document` {
  /// "Договор аренды заключён." and a line feed in KOI8-R.
  private static let koi8: [UInt8] = [
    0xE4, 0xCF, 0xC7, 0xCF, 0xD7, 0xCF, 0xD2, 0x20, 0xC1, 0xD2, 0xC5, 0xCE, 0xC4, 0xD9, 0x20, 0xDA, 0xC1, 0xCB, 0xCC,
    0xC0, 0xDE, 0xA3, 0xCE, 0x2E, 0x0A,
  ]

  @Test func `is found, and its stray bytes are told`() throws {
    let sample = try SampleWorkspace()
    let bytes = Array("Die Prüfung fand in K".utf8) + [0xFF] + Array("öln statt.\n".utf8)
    let report = try sample.open().add([
      DocumentSource(.bytes(bytes), name: "a.txt", isExplicit: true),
      DocumentSource(.bytes(Self.koi8), name: "b.txt", isExplicit: true),
    ])
    #expect(
      report.notices == ["a.txt: 1 place in it is not UTF-8 and reads as U+FFFD", "b.txt: read as koi8-r"], "\(report)")
    let text = try sample.open().document(named: "a.txt").text
    #expect(String(decoding: text, as: UTF8.self) == "Die Prüfung fand in K\u{FFFD}öln statt.\n")
  }
}
