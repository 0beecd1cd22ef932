import ManentCatalog
import ManentChats
import ManentCore
import ManentDocuments
import ManentFormats
import ManentRecords
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentWorkspace

@Suite(.temporaryFolder) struct `A write-ahead note` {
  private let journal = Journal(folder: TemporaryFolder.current / "steps", name: "note.json")

  private func state(_ note: JournalNote, alive: Set<String> = []) throws -> JournalNote.State {
    try note.state { alive.contains($0) }
  }

  @Test func `is absent before it is written and after it is finished`() throws {
    #expect(try journal.list() == [])
    let note = try journal.begin(owner: "process-a")
    #expect(try state(note) == .absent)
    try note.write(["what": "this"], owner: "process-a")
    #expect(try state(note) == .noted(["what": "this", "owner": "process-a"]))
    #expect(try journal.list() == [note])
    try note.finish()
    #expect(try state(note) == .absent)
    #expect(try journal.list() == [])
  }

  @Test func `of another process that lives is foreign, noted or not`() throws {
    let note = try journal.begin(owner: "process-a")
    #expect(try state(note, alive: ["process-a"]) == .foreign)
    try note.write([:], owner: "process-a")
    #expect(try state(note, alive: ["process-a"]) == .foreign)
    #expect(try state(note, alive: ["process-b"]) == .noted(["owner": "process-a"]))
    let alone = JournalNote(at: TemporaryFolder.current / "alone.json")
    try alone.write([:], owner: "process-a")
    #expect(try state(alone, alive: ["process-a"]) == .foreign)
  }

  @Test func `that is there and no file is unreadable, not absent`() throws {
    for place in ["folder", "link"] {
      let note = JournalNote(at: TemporaryFolder.current / "\(place).json")
      if place == "folder" {
        try Files.makeFolders(note.file)
      } else {
        try Files.writeNew([], to: TemporaryFolder.current / "elsewhere")
        _ = try Program(in: TemporaryFolder.current, environment: [:]).run(
          ["/bin/ln", "-s", "elsewhere", note.file.string])
      }
      guard case .unreadable(let error) = try state(note) else {
        Issue.record("\(try state(note))")
        continue
      }
      #expect(error.path == note.file)
    }
  }

  @Test(arguments: ["", "{", "[]", "7", "\u{0}"]) func `that is no JSON object is damaged, not absent`(
    _ text: String
  ) throws {
    let note = try journal.begin(owner: "process-a")
    try Files.writeNew(Array(text.utf8), to: note.file)
    #expect(try state(note) == .damaged)
  }

  @Test func `goes with all that belongs to it`() throws {
    let note = try journal.begin(owner: "process-a")
    let folder = try #require(note.folder)
    try Files.makeFolders(folder / "0/inner")
    try note.write([:], owner: "process-a")
    try note.finish()
    #expect(!Files.exists(folder))
  }
}

@Suite(.temporaryFolder) struct `A command that finds a note` {
  @Test(arguments: ["merging/journal.json", "purge.json", "steps/1/step.json", "staging/1/placement.json"])
  func `fails when the note is there and cannot be read, and leaves it`(_ place: String) throws {
    let sample = try SampleWorkspace(documents: ["a.md": "# A\n"])
    let note = try sample.open().stateFolder / place
    try Files.makeFolders(note)
    let error = try #require(throws: WorkspaceError.self) { try sample.open().chats() }
    #expect(error.code == .unreadable && error.description.contains(note.string))
    #expect(Files.exists(note))
    try Files.removeTree(note)
    #expect(try sample.open().chats().isEmpty)
  }

  @Test(arguments: ["merging/journal.json", "purge.json", "steps/1/step.json", "staging/1/placement.json"])
  func `goes on when the note cannot be followed, says so, and leaves it`(_ place: String) throws {
    let sample = try SampleWorkspace(documents: ["a.md": "# A\n"])
    let note = try sample.open().stateFolder / place
    for text in ["{}", "half", #"{"chats":[1],"targets":["../x"],"removals":[],"from":"1","to":"2"}"#] {
      try Files.makeFolders(note.parent)
      try Files.writeAtomically(Array(text.utf8), to: note)
      sample.notices.sentences = []
      #expect(try sample.open().documents().count == 1)
      #expect(sample.notices.sentences.count { $0.contains("cannot finish") && $0.contains(note.string) } > 0)
      #expect(try Files.read(note) == Array(text.utf8))
    }
  }
}
