import ManentCatalog
import ManentCore
import ManentGit
import ManentHistory
import ManentRecords
import ManentUpkeep
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentChats
@testable import ManentDocuments
@testable import ManentSync
@testable import ManentWorkspace

/// Purges that travel from machine to machine through a bare repository, with git's own fetch, merge and push.
@Suite(.temporaryFolder, .slow) struct PurgeSyncTests {
  private static let words = ["Canary", "canary"]

  /// A bare repository and a first machine, with a chat that is to go and one that stays.
  private func first() throws -> SampleWorkspace {
    let sample = try SampleWorkspace("laptop", documents: ["a.md": "Kites fly.\n"])
    for (id, text) in [("one", "Kites fly high"), ("two", "Canary birds sing"), ("three", "Boats float")] {
      try turn(sample, id, text)
    }
    let bare = TemporaryFolder.current / "remote.git"
    try sample.git("init", "-q", "--bare", "-b", "main", bare.string)
    try sample.git("remote", "add", "origin", bare.string)
    try sample.git("push", "-q", "-u", "origin", "main")
    return sample
  }

  private func clone(_ name: String) throws -> SampleWorkspace {
    let folder = TemporaryFolder.current / name
    try Git(folder: TemporaryFolder.current)(
      "clone", "-q", (TemporaryFolder.current / "remote.git").string, folder.string)
    return try SampleWorkspace(existing: folder)
  }

  private func turn(_ sample: SampleWorkspace, _ id: String, _ text: String) throws {
    let workspace = try sample.open()
    let chat: Chat
    if let known = try workspace.chat(withID: id) {
      chat = known
      _ = try workspace.append(.init(role: .user, content: text), to: chat)
    } else {
      chat = try workspace.createChat(id: id, first: .init(role: .user, content: text)).0
    }
    try workspace.commitTurn(of: chat)
  }

  /// What a sync does; gives whether the remote's branch had to be replaced.
  @discardableResult private func sync(_ sample: SampleWorkspace) throws -> Bool {
    try sample.git("fetch", "-q", "origin")
    let tip = try sample.git("rev-parse", "origin/main").trimmed
    let workspace = try sample.open()
    let purged = try workspace.preparePurges(theirs: try #require(CommitID(tip)), policy: .accept)
    try sample.git("merge", "-q", "--no-edit", purged.theirs.description)
    let lease = purged.replacesRemote ? ["--force-with-lease=main:\(tip)"] : []
    let push = try sample.git.run(["push", "-q"] + lease + ["origin", "HEAD:main"])
    #expect(push.status == 0, "\(push.errors)")
    try workspace.finishPurges()
    return purged.replacesRemote
  }

  private func chats(_ sample: SampleWorkspace) throws -> [String] { try sample.open().chats().map(\.id).sorted() }

  private func expectNoTraces(in samples: SampleWorkspace...) throws {
    for sample in samples {
      #expect(try Traces.places(of: Self.words, in: sample.root) == [])
      #expect(try sample.git.faults() == "")
      #expect(try sample.git.status() == "")
    }
    let bare = Git(folder: TemporaryFolder.current / "remote.git")
    #expect(try !bare("log", "-p", "--all").contains("anary"))
  }

  @Test func `Without a purge nothing is looked at and nothing changes`() throws {
    let laptop = try first()
    let head = try laptop.git("rev-parse", "HEAD")
    #expect(try !sync(laptop))
    #expect(try laptop.git("rev-parse", "HEAD") == head)
    #expect(!Files.exists(laptop.root / ".git/manent-purged"))
  }

  @Test func `The other machine drops the chat on its next sync and does not bring it back`() throws {
    let laptop = try first()
    let desktop = try clone("desktop")
    try turn(desktop, "two", "The canary goes on singing")
    try turn(desktop, "one", "Higher still")
    _ = try laptop.open().purge(["two"])
    try turn(laptop, "three", "Even in a storm")
    #expect(try sync(laptop))
    #expect(try !sync(desktop))
    #expect(try !sync(laptop))
    #expect(try chats(laptop) == ["one", "three"])
    #expect(try chats(desktop) == ["one", "three"])
    #expect(try laptop.git("rev-parse", "HEAD^{tree}") == desktop.git("rev-parse", "HEAD^{tree}"))
    #expect(try laptop.read(laptop.open().chat(matching: "one").path + "/0001.jsonl").contains("Higher still"))
    try expectNoTraces(in: laptop, desktop)
  }

  @Test func `A third machine whose clone is old drops it too, and one that has pushed the text again is put right`()
    throws
  {
    let laptop = try first()
    let (desktop, tablet) = (try clone("desktop"), try clone("tablet"))
    try turn(tablet, "two", "The canary of the tablet")
    _ = try laptop.open().purge(["two"])
    try sync(laptop)
    try sync(desktop)
    // Plain git, which knows nothing of purges, joins the two histories and pushes the text again.
    try tablet.git("fetch", "-q")
    let merge = try tablet.git.run(["merge", "-q", "--no-edit", "origin/main"])
    if merge.status != 0 {
      try tablet.git("add", "-A")
      try tablet.git("commit", "-q", "-m", "merge")
    }
    try tablet.git("push", "-q", "origin", "HEAD:main")
    #expect(try sync(laptop))
    try sync(tablet)
    try sync(desktop)
    try sync(laptop)
    for machine in [laptop, desktop, tablet] { #expect(try chats(machine) == ["one", "three"]) }
    try expectNoTraces(in: laptop, desktop, tablet)
  }

  @Test func `Two machines that purge different chats at once lose both`() throws {
    let laptop = try first()
    let desktop = try clone("desktop")
    _ = try laptop.open().purge(["two"])
    _ = try desktop.open(device: "desktop").purge(["one"])
    #expect(try sync(laptop))
    #expect(try sync(desktop))
    #expect(try !sync(laptop))
    #expect(try !sync(desktop))
    #expect(try chats(laptop) == ["three"])
    #expect(try chats(desktop) == ["three"])
    try expectNoTraces(in: laptop, desktop)
    #expect(try Traces.places(of: ["Kites fly high"], in: desktop.root) == [])
    #expect(try Traces.places(of: ["Kites fly high"], in: laptop.root) == [])
  }

  /// All text that the repository of a machine holds, reachable or not.
  private func stored(_ sample: SampleWorkspace) throws -> String {
    try sample.git("cat-file", "--batch-all-objects", "--batch")
  }

  @Test func `A purge of another machine is a forget until the user agrees`() throws {
    let laptop = try first()
    let desktop = try clone("desktop")
    try turn(desktop, "two", "The canary of the desktop")
    // From its first sync on a machine knows to which purges it has agreed.
    _ = try desktop.open(device: "desktop").sync()
    _ = try laptop.open().sync()
    _ = try laptop.open().purge(["two"])
    #expect(try laptop.open().sync().hasReplaced)

    let report = try desktop.open(device: "desktop").sync(SyncRequest(purges: .ask))
    #expect(report.foreignPurges == [.init(chat: "two", title: "Canary birds sing", device: "laptop")])
    #expect(try chats(desktop) == ["one", "three"])
    #expect(try stored(desktop).contains("The canary of the desktop"))
    #expect(try desktop.open(device: "desktop").sync(SyncRequest(purges: .ask)).foreignPurges == [])
    let bare = Git(folder: TemporaryFolder.current / "remote.git")
    #expect(try !bare("log", "-p", "--all").contains("anary"))
    #expect(try desktop.git.status() == "")

    _ = try desktop.open(device: "desktop").purge(["two"])
    try expectNoTraces(in: desktop)
    #expect(try desktop.git("for-each-ref", "refs/manent") == "")
    try sync(laptop)
    #expect(try laptop.git("rev-parse", "HEAD^{tree}") == desktop.git("rev-parse", "HEAD^{tree}"))
  }

  @Test func `A purge that came by git pull is named by the next sync, and its text is not pushed again`() throws {
    let laptop = try first()
    let desktop = try clone("desktop")
    _ = try desktop.open(device: "desktop").sync()
    _ = try laptop.open().purge(["two"])
    try sync(laptop)
    try desktop.git("pull", "-q", "--no-rebase", "--no-edit")
    let report = try desktop.open(device: "desktop").sync(SyncRequest(purges: .ask))
    #expect(report.foreignPurges.map(\.chat) == ["two"] && report.foreignPurges.first?.device == "laptop")
    #expect(try chats(desktop) == ["one", "three"])
    #expect(try desktop.open(device: "desktop").sync(SyncRequest(purges: .ask)).foreignPurges == [])
    let bare = Git(folder: TemporaryFolder.current / "remote.git")
    #expect(try !bare("log", "-p", "--all").contains("anary"))
    #expect(try desktop.git.status() == "")
  }

  @Test(arguments: [false, true])
  func `A purge that came by git pull is carried out by the next sync where the settings accept it`(
    _ pushes: Bool
  ) throws {
    let laptop = try first()
    let desktop = try clone("desktop")
    try turn(desktop, "two", "The canary of the desktop")
    _ = try desktop.open(device: "desktop").sync()
    _ = try laptop.open().sync()
    _ = try laptop.open().purge(["two"])
    try sync(laptop)
    try desktop.git("pull", "-q", "--no-rebase", "--no-edit")
    if pushes { try desktop.git("push", "-q") }
    let report = try desktop.open(device: "desktop").sync(SyncRequest(purges: .accept))
    #expect(report.foreignPurges == [])
    #expect(try chats(desktop) == ["one", "three"])
    try expectNoTraces(in: desktop, laptop)
    #expect(try desktop.open(device: "desktop").sync(SyncRequest(purges: .accept)).isQuiet)
    #expect(try desktop.open().check(repair: false) == [])
  }

  @Test(arguments: [false, true])
  func `A purge that git pull has undone is done again by the next sync`(_ pushes: Bool) throws {
    let laptop = try first()
    _ = try laptop.open().sync()
    _ = try laptop.open().purge(["two"])
    try laptop.git("pull", "-q", "--no-rebase", "--no-edit")
    if pushes { try laptop.git("push", "-q") }
    #expect(try stored(laptop).contains("Canary birds sing"))
    let report = try laptop.open().sync()
    #expect(report.hasReplaced && report.foreignPurges == [])
    #expect(try chats(laptop) == ["one", "three"])
    try expectNoTraces(in: laptop)
    #expect(try laptop.open().sync().isQuiet)
    #expect(try laptop.open().check(repair: false) == [])
  }

  @Test func `What another machine has purged is found by its title`() throws {
    let laptop = try first()
    let desktop = try clone("desktop")
    _ = try desktop.open(device: "desktop").sync()
    _ = try laptop.open().purge(["two", "three"])
    _ = try laptop.open().sync()
    _ = try desktop.open(device: "desktop").sync(SyncRequest(purges: .forget))
    _ = try desktop.open(device: "desktop").forget(["one"])
    let titles = try desktop.open(device: "desktop").restorableChats().map(\.title)
    #expect(Set(titles) == ["Canary birds sing", "Boats float", "Kites fly high"])
    for title in ["Boats float", "Kites fly high"] {
      _ = try desktop.open(device: "desktop").restore(chat: title)
    }
    #expect(try chats(desktop) == ["one", "three"])
    // Where the purge was agreed to there is nothing to find.
    let error = #expect(throws: WorkspaceError.self) { try laptop.open().restore(chat: "Canary birds sing") }
    #expect(error?.code == .noChat)
  }

  @Test func `What another machine has purged can be brought back, for all`() throws {
    let laptop = try first()
    let desktop = try clone("desktop")
    _ = try desktop.open(device: "desktop").sync()
    _ = try laptop.open().purge(["two"])
    _ = try laptop.open().sync()
    _ = try desktop.open(device: "desktop").sync(SyncRequest(purges: .forget))
    _ = try desktop.open(device: "desktop").restore(chat: "two")
    #expect(try chats(desktop) == ["one", "three", "two"])
    _ = try desktop.open(device: "desktop").sync(SyncRequest(purges: .forget))
    _ = try laptop.open().sync()
    #expect(try chats(laptop) == ["one", "three", "two"])
    #expect(try laptop.open().check(repair: false) == [])
    #expect(try desktop.open().check(repair: true) == [])
  }

  @Test func `A stranger's purge of all chats loses none`() throws {
    let laptop = try first()
    _ = try laptop.open().sync()
    let stranger = try clone("stranger")
    var lines = ""
    for (number, id) in ["one", "two", "three"].enumerated() {
      lines += #"{"id":"01ffffff-ffff-7000-8000-00000000000\#(number)","chat":"\#(id)","action":"purge","#
      lines += #""created_at":"2026-11-26T00:00:00.000Z"}"# + "\n"
    }
    try stranger.write("forgotten.jsonl", lines)
    try stranger.git("add", "-A")
    try stranger.git("commit", "-q", "-m", "tidy up")
    try stranger.git("push", "-q")
    let report = try laptop.open().sync(SyncRequest(purges: .ask))
    #expect(report.foreignPurges.map(\.chat) == ["one", "three", "two"])
    #expect(try chats(laptop) == [])
    // A repair does not make up for the missing consent.
    #expect(try laptop.open().check(repair: true) == [])
    for id in ["one", "two", "three"] { _ = try laptop.open().restore(chat: id) }
    #expect(try chats(laptop) == ["one", "three", "two"])
    _ = try laptop.open().sync(SyncRequest(purges: .ask))
    #expect(try chats(laptop) == ["one", "three", "two"])
  }

  @Test func `What was looked at once is not looked at again`() throws {
    let laptop = try first()
    _ = try laptop.open().purge(["two"])
    try sync(laptop)
    let noted = try laptop.read(".git/manent-purged").split(separator: "\n").dropFirst().map(String.init)
    #expect(noted.contains(try laptop.git("rev-parse", "HEAD").trimmed))
    let filter = ChatFilter(["two"]).folders
    let history = try laptop.open().history()
    let head = try #require(try history.head())
    #expect(try history.rewriting(filter, of: [head], clean: Set(noted.compactMap { CommitID($0) })).examined == 0)
    #expect(try history.rewriting(filter, of: [head]).examined > 3)
  }
}

extension String {
  fileprivate var trimmed: String { String(prefix { !$0.isNewline }) }
}
