import ManentCatalog
import ManentCore
import ManentFormats
import ManentRecords
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentChats
@testable import ManentDocuments
@testable import ManentUpkeep
@testable import ManentWorkspace

@Suite(.temporaryFolder) struct StorageTests {
  private static let otters = String(repeating: "Otters use stones as tools to open shells. ", count: 60)

  /// Two chats: one was answered from one document, one from both; a third document is there under two names.
  private func sample(_ name: String = "alice") throws -> SampleWorkspace {
    let sample = try SampleWorkspace(
      name,
      documents: [
        "otters.md": Self.otters, "voles.md": "Voles dig tunnels.", "page.html": "<p>Beavers build dams.</p>",
        "copy.html": "<p>Beavers build dams.</p>",
      ])
    let workspace = try sample.open()
    for (id, documents) in [("a", ["otters.md"]), ("b", ["otters.md", "voles.md", "gone.md"])] {
      let (chat, question) = try workspace.createChat(id: id, first: .init(role: .user, content: "Chat \(id)"))
      _ = try workspace.append(
        .init(parent: question.id, role: .assistant, content: "Answer") { message in
          message.sources = documents.compactMap { Source(["document": .string($0), "start": 0, "end": 1]) }
        }, to: chat)
      try workspace.commitTurn(of: chat)
    }
    return sample
  }

  /// The bytes of the files below a folder of the workspace.
  private func bytes(_ sample: SampleWorkspace, _ folder: String, where isWanted: (String) -> Bool = { _ in true })
    throws
    -> Int
  {
    let names = try FileTree(of: sample.root / folder).entries.keys.filter(isWanted)
    return try names.reduce(0) { sum, name in
      let status = try #require(try Files.status(sample.root / folder / name))
      return sum + (status.kind == .file ? status.size : 0)
    }
  }

  @Test func `The parts are what the files take`() throws {
    let sample = try sample()
    let report = try sample.open().storage()
    #expect(report.parts[.documents] == (try bytes(sample, "documents")))
    #expect(report.parts[.index] == (try bytes(sample, "index")))
    #expect(report.parts[.chats] == (try bytes(sample, "chats")))
    #expect(report.parts[.git] == (try bytes(sample, ".git/objects")))
    #expect(report.totalBytes == report.parts.values.reduce(0, +) && report.alerts == [])
    #expect(Set(report.parts.keys) == Set(StorageReport.Part.allCases))
  }

  @Test func `The largest items come first, and no more than asked for`() throws {
    let report = try sample().open().storage(largest: 3)
    #expect(report.largest.first?.name == "otters.md" && report.largest.count == 3)
    #expect(report.largest.map(\.bytes) == report.largest.map(\.bytes).sorted(by: >))
    #expect(report.largest.contains { $0.part == .chats && $0.title == "Chat b" })
  }

  @Test func `One session a chat is compared from what the answers were made from`() throws {
    let sample = try sample()
    let workspace = try sample.open()
    let comparison = try workspace.storage().comparison
    func cost(_ name: String) throws -> (bytes: Int, passages: Int) {
      let document = try workspace.document(named: name)
      let blob = document.row.blob.description
      let index = try bytes(sample, "index") { $0.contains(blob.dropFirst(2)) }
      return (document.row.stamp.size + index, document.passages.count)
    }
    let (otters, voles, page) = (try cost("otters.md"), try cost("voles.md"), try cost("page.html"))
    let copy = try workspace.document(named: "copy.html").row.stamp.size
    #expect(otters.passages > 1)
    #expect(comparison.perUser.bytes == otters.bytes + voles.bytes + page.bytes + copy)
    #expect(comparison.perUser.passages == otters.passages + voles.passages + page.passages)
    #expect(comparison.perChatAtLeast.bytes == 2 * otters.bytes + voles.bytes)
    #expect(comparison.perChatAtLeast.passages == 2 * otters.passages + voles.passages)
    #expect(comparison.perChatAtMost.bytes == 2 * comparison.perUser.bytes && comparison.chats == 2)
  }

  @Test func `Contents that are there more than once are found across workspaces`() throws {
    let reports = try [sample("alice"), sample("bob")].map { try $0.open().storage() }
    let summary = StorageSummary(reports, largest: 2)
    #expect(summary.totalBytes == reports[0].totalBytes + reports[1].totalBytes)
    #expect(summary.largest.map(\.item.name) == ["otters.md", "otters.md"])
    #expect(summary.duplicates.count == 3)
    #expect(summary.duplicates.first?.places.map(\.workspace) == ["alice", "bob"])
    #expect(summary.duplicates.first?.extraBytes == Self.otters.utf8.count)
    let html = try #require(summary.duplicates.first { $0.places.count == 4 })
    #expect(html.places.map { "\($0.workspace)/\($0.document)" }.contains("bob/copy.html"))
    #expect(html.extraBytes == 3 * html.bytes)
    #expect(summary.comparison.chats == 4)
    #expect(StorageSummary([reports[0]], largest: 9).duplicates.count == 1)
  }

  @Test func `A threshold that is passed is an alert that names the workspace`() throws {
    let sample = try SampleWorkspace(settings: "limits: {warn_bytes: 10}\n", documents: ["a.md": "Otters."])
    let summary = StorageSummary([try sample.open().storage()], largest: 1)
    #expect(summary.alerts.count == 1 && summary.alerts.first?.hasPrefix("alice: the workspace takes ") == true)
  }
}
