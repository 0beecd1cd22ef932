import ManentCatalog
import ManentCore
import ManentIndex
import ManentPlugins
import ManentWorkspace
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentDocuments

@Suite(.temporaryFolder) struct SharedWorkspaceTests {
  private var home: Path { TemporaryFolder.current / "home" }
  private var environment: [String: String] {
    ["MANENT_HOME": home.string, "XDG_CONFIG_HOME": (TemporaryFolder.current / "config").string]
  }

  /// Lets workspaces be searched by this machine's settings.
  private func allow(_ settings: String) throws {
    let folder = TemporaryFolder.current / "config/manent"
    try Files.makeFolders(folder)
    try Files.writeAtomically(Array("shared: \(settings)\n".utf8), to: folder / MachineSettings.fileName)
  }

  private func research() throws -> SampleWorkspace {
    let sample = try SampleWorkspace(
      at: home / "research", documents: ["kites.md": "# Kites\n\nKites fly in the wind of autumn.\n"])
    _ = try sample.open().documents()
    return sample
  }

  private func alice(_ shared: String = "research") throws -> SampleWorkspace {
    try SampleWorkspace(
      at: home / "alice", settings: "retrieval: {shared: [\(shared)]}\n",
      documents: ["boats.md": "# Boats\n\nBoats sail on the sea.\n"])
  }

  private func names(_ sample: SampleWorkspace, _ question: String, documents: String? = nil) throws -> [String] {
    try sample.open(environment: environment).find(question, limit: 9, documents: documents).telling.map(\.document)
  }

  /// All files of a workspace with what the file system knows of them.
  private func files(_ folder: Path) throws -> [String: FileStatus] {
    var found: [String: FileStatus] = [:]
    for (name, status) in try Files.entries(of: folder) {
      found[(folder / name).string] = status
      if status.kind == .folder { found.merge(try files(folder / name)) { first, _ in first } }
    }
    return found
  }

  @Test func `What another workspace has is found and cited by its name, and nothing in it changes`() throws {
    let (research, alice) = (try research(), try alice())
    try allow("{research: [alice]}")
    let blob = try research.open().catalog().document(named: "kites.md")?.blob
    let before = try files(research.root)
    #expect(try names(alice, "kites in autumn") == ["research:kites.md"])
    let passage = try #require(
      try alice.open(environment: environment).find("kites in autumn", limit: 1).passages.first)
    #expect(passage.text.contains("Kites fly in the wind of autumn."))
    #expect(passage.blob == blob)
    #expect(try names(alice, "boats on the sea") == ["boats.md"])
    #expect(alice.notices.sentences.filter { $0.contains("shared") }.isEmpty)
    let isUnchanged = try files(research.root) == before
    #expect(isUnchanged)
  }

  @Test func `A word that only the other workspace has is not taken for unknown`() throws {
    let (_, alice) = (try research(), try alice())
    try allow("{research: [alice]}")
    let plan = try alice.open(environment: environment).find("autumn kites", limit: 1).plan
    #expect(plan.terms.allSatisfy { $0.chunks == 1 })
  }

  @Test func `A file dropped into the other workspace is found, and left for its own commands to take in`() throws {
    let (research, alice) = (try research(), try alice())
    try allow("{research: [alice]}")
    try research.write("documents/rockets.md", "Rockets fly to the moon.\n")
    let before = try files(research.root)
    #expect(try names(alice, "rockets to the moon") == ["research:rockets.md"])
    let isUnchanged = try files(research.root) == before
    #expect(isUnchanged)
  }

  @Test(arguments: ["{}", "{other: [alice]}", "{research: [bob]}", "{research: []}", "{alice: [research]}"])
  func `What this machine does not allow is not searched, whatever the workspace says`(settings: String) throws {
    let (_, alice) = (try research(), try alice())
    try allow(settings)
    #expect(try names(alice, "kites in autumn").isEmpty)
    let told = alice.notices.sentences.filter { $0.hasPrefix("retrieval.shared: 'research' is not searched") }
    #expect(told.count == 1)
    #expect(told.first?.contains("config.yaml") == true)
  }

  @Test func `Workspaces are allowed by name, by path or all, and not by what they call themselves`() throws {
    _ = try research()
    let stranger = try SampleWorkspace(
      at: TemporaryFolder.current / "stranger", settings: "name: alice\nretrieval: {shared: [research]}\n")
    try allow("{research: [alice]}")
    #expect(try names(stranger, "kites in autumn").isEmpty)
    try allow("{research: [\(stranger.root)]}")
    #expect(try names(stranger, "kites in autumn") == ["research:kites.md"])
    try allow("{research: ['*']}")
    #expect(try names(stranger, "kites in autumn") == ["research:kites.md"])
  }

  @Test func `What is missing, or the workspace itself, keeps nobody from the others`() throws {
    let (_, alice) = (try research(), try alice("missing, alice, research"))
    try allow("{research: ['*'], alice: ['*'], missing: ['*']}")
    #expect(try names(alice, "kites in autumn") == ["research:kites.md"])
    #expect(try names(alice, "boats on the sea") == ["boats.md"])
    #expect(alice.notices.sentences.filter { $0.contains("shared") }.count == 2)
  }

  @Test func `Patterns of names reach into the other workspace by its name`() throws {
    let (_, alice) = (try research(), try alice())
    try allow("{research: [alice]}")
    #expect(try names(alice, "kites boats autumn", documents: "research:*") == ["research:kites.md"])
    #expect(try names(alice, "kites boats sea", documents: "boats*") == ["boats.md"])
  }

  @Test func `What the other workspace shares itself is not followed`() throws {
    _ = try research()
    _ = try SampleWorkspace(at: home / "bob", settings: "retrieval: {shared: [research]}\n")
    let alice = try alice("bob")
    try allow("{research: ['*'], bob: ['*']}")
    #expect(try names(alice, "kites in autumn").isEmpty)
  }
}
