import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `An embedder that is a plugin` {
  private var manent: Tool
  private let root: Path
  private let server: ModelServer

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
    server = try ModelServer()
    try manent.write("kites.md", "Kites need wind to fly.\n")
    try manent.write("bread.md", "Bread is made of flour and water.\n")
  }

  private func choose(_ embedder: String, scenario: String = "ok") throws {
    try name(scenario)
    try manent.succeed("-w", "work", "config", "set", "embedder", embedder)
  }

  /// What is behind the endpoint 'local'.
  private func name(_ scenario: String) throws {
    try manent.write(
      "\(manent.base)/config/manent/config.yaml",
      "endpoints:\n  local: {base_url: \"\(server.base(scenario))\", embedding_model: embed-64, retries: 0}\n")
  }

  private func asked() throws -> Int { try server.requests().count { $0.path.hasSuffix("/embeddings") } }

  private func segments(_ embedder: String) throws -> Int {
    try manent.git(root, "ls-files", "index/\(embedder)").split(separator: "\n").count
  }

  private func first(_ query: String) throws -> String? {
    try manent.json("-w", "work", "search", "--json", query)["results"]?.array?.first?["document"]?.string
  }

  @Test func `is asked by add and search, and each passage is embedded once`() throws {
    try choose("openai:local/embed-64")
    let before = try asked()
    let added = try manent.json("-w", "work", "add", "--json", "kites.md", "bread.md")
    #expect(added["embedded"] == 2)
    // One request to learn of the model, one for what is new: the guide of the workspace and the two files in one.
    #expect(try asked() - before <= 3)
    #expect(try segments("openai+local+embed-64") >= 2)
    #expect(try manent.uncommitted(root) == "")
    #expect(try first("flour") == "bread.md")
    let settled = try asked()
    #expect(try first("wind") == "kites.md")
    // The question alone.
    #expect(try asked() == settled + 1)
    #expect(try manent.json("-w", "work", "status", "--json")["index"]?["embedder"] == "openai:local/embed-64")
    #expect(try asked() == settled + 1)
    #expect(try manent.succeed("-w", "work", "doctor").isEmpty == false)
    // Another machine takes the vectors as they are.
    try Files.removeTree(root / ".git/manent/cache")
    _ = try first("wind")
    let last = try asked() - settled
    #expect(last == 3)
  }

  @Test func `is asked for many documents at once`() throws {
    try choose("openai:local/embed-64")
    for index in 0..<100 { try manent.write("many/\(index).md", "Number \(index) is here.\n") }
    let before = try asked()
    #expect(try manent.json("-w", "work", "add", "--json", "many")["embedded"] == 100)
    #expect(try asked() - before <= 4)
    let input = try server.requests().map(\.line).filter { $0.contains("Number 99 is here.") }
    #expect(input.count == 1 && input[0].contains("Number 98 is here."))
  }

  @Test func `may be changed, which is told, and the documents get its vectors`() throws {
    try manent.succeed("-w", "work", "add", "kites.md", "bread.md")
    let hashed = try segments("hashed-1024-v1")
    try choose("openai")
    let searched = try manent("-w", "work", "search", "flour")
    #expect(searched.status == 0 && searched.output.hasPrefix("bread.md"), "\(searched)")
    #expect(
      searched.errors.contains("the documents are embedded by 'openai' now, not by 'hashed-1024-v1'"), "\(searched)")
    let counts = [try segments("openai"), try segments("hashed-1024-v1")]
    #expect(counts == [hashed, hashed])
    let again = try manent("-w", "work", "search", "flour")
    #expect(again.errors == "", "\(again)")
    // Back again: nothing is embedded.
    try manent.succeed("-w", "work", "config", "set", "embedder", "hashed-1024-v1")
    let settled = try asked()
    #expect(try first("flour") == "bread.md")
    #expect(try asked() == settled)
    let rebuilt = try manent.json("-w", "work", "index", "rebuild", "--json")
    #expect(rebuilt["removed"]?.int == hashed && rebuilt["embedder"] == "hashed-1024-v1", "\(rebuilt)")
    let left = [try segments("openai"), try segments("hashed-1024-v1")]
    #expect(left == [0, hashed])
    #expect(!Files.exists(root / "index/openai"))
    #expect(try manent.uncommitted(root) == "")
  }

  @Test func `that is not there is told of, and documents are found all the same`() throws {
    let settings = try (root / "workspace.yaml").text
    try manent.write("\(root)/workspace.yaml", settings.replacing("embedder: hashed-1024-v1", with: "embedder: absent"))
    try Git(folder: root)("commit", "-qam", "Choose another embedder")
    let added = try manent("-w", "work", "add", "kites.md")
    #expect(added.status == 0, "\(added)")
    #expect(
      added.errors.contains("'absent' cannot embed here (embedder 'absent': no plugin of that name is installed"),
      "\(added)")
    #expect(added.errors.contains("'hashed-1024-v1' stands in for it on this machine"))
    #expect(try first("wind") == "kites.md")
    #expect(try manent.uncommitted(root) == "")
    // The vectors of who stands in go to nobody else.
    #expect(try segments("absent") == 0)
    let blob = try manent.git(root, "hash-object", "documents/kites.md").dropFirst(2).prefix(20)
    let versioned = try manent.git(root, "ls-files", "index")
    #expect(!versioned.contains(blob), "\(versioned)")
    let rebuilt = try manent("-w", "work", "index", "rebuild")
    rebuilt.expectFailure(1, saying: "embedder 'absent': no plugin of that name is installed")
    // Once it is there, it gets what it has missed.
    try choose("openai")
    #expect(try first("wind") == "kites.md")
    #expect(try segments("openai") >= 1)
  }

  @Test func `whose server is down leaves search by words and what is there`() throws {
    try choose("openai:local/embed-64")
    try manent.succeed("-w", "work", "add", "kites.md")
    // The guide of the workspace gets its vectors too.
    _ = try first("wind")
    try name("down")
    let searched = try manent("-w", "work", "search", "wind")
    #expect(searched.status == 0 && searched.output.hasPrefix("kites.md"), "\(searched)")
    #expect(
      searched.complaints.count == 1 && searched.errors.contains("is looked for by its words alone"), "\(searched)")
    #expect(try manent("-w", "work", "chat", "What do kites need?").output.contains("wind"))
    let before = try manent.commits(root)
    try manent("-w", "work", "add", "bread.md").expectFailure(
      1, saying: "the documents cannot be embedded", "status 503")
    #expect(try manent.commits(root) == before)
    #expect(try manent.uncommitted(root) == "")
    #expect(!Files.exists(root / "documents/bread.md"))
    // A file dropped in by hand is found at once, and embedded when the server is there again.
    try manent.shell("cp", "bread.md", (root / "documents/bread.md").string)
    let dropped = try manent("-w", "work", "search", "flour")
    #expect(dropped.status == 0 && dropped.output.hasPrefix("bread.md"), "\(dropped)")
    #expect(dropped.errors.contains("stands in for it on this machine"), "\(dropped)")
    let segmentsBefore = try segments("openai+local+embed-64")
    try name("ok")
    #expect(try first("flour") == "bread.md")
    #expect(try segments("openai+local+embed-64") == segmentsBefore + 1)
    #expect(try manent.uncommitted(root) == "")
  }

  @Test(arguments: ["shuffled", "short", "base64", "uncounted"])
  func `may give its vectors in any order and form, or find a text too long`(
    _ scenario: String
  ) throws {
    try choose("openai:local/embed-64", scenario: scenario)
    try manent.write("long.md", String(repeating: "Zebras have stripes and run. ", count: 300))
    try manent.succeed("-w", "work", "add", "kites.md", "bread.md", "long.md")
    #expect(try first("flour and water") == "bread.md")
    #expect(try first("zebras") == "long.md")
  }

  @Test func `that gives too few vectors, or others than before, is told of`() throws {
    try choose("openai:local/embed-64")
    try manent.succeed("-w", "work", "add", "kites.md")
    try name("few")
    try manent("-w", "work", "add", "bread.md").expectFailure(1, saying: "is no embedding (0 vectors for 1 texts)")
    try name("ok")
    try manent.write(
      "\(root)/.git/manent/cache/embedder.json",
      #"{"embedder":"openai:local/embed-64","model":"embed-64","dimensions":32}"#)
    try manent("-w", "work", "add", "bread.md").expectFailure(
      1, saying: "'manent index rebuild' embeds everything anew")
    try manent.succeed("-w", "work", "index", "rebuild")
    try manent.succeed("-w", "work", "add", "bread.md")
  }

  @Test func `that a user has made is asked like any other, whatever the length of its vectors`() throws {
    try manent.succeed("plugins", "new", "letters", "--kind", "embedder", "--language", "python")
    try manent.succeed("plugins", "check", "letters")
    try manent.succeed("-w", "work", "config", "set", "embedder", "letters")
    try manent.succeed("-w", "work", "add", "kites.md", "bread.md")
    #expect(try first("flour") == "bread.md")
    #expect(try segments("letters") >= 2)
  }

  @Test func `is not shown what is refused for its credentials`() throws {
    try choose("openai:local/embed-64")
    try manent.succeed("-w", "work", "config", "set", "history.secrets", "refuse")
    let secret = "ghp_" + String(repeating: "a1B2c3D4e5", count: 4).prefix(36)
    try manent.write("secret.md", "The token is \(secret)\n")
    #expect(try manent("-w", "work", "add", "secret.md").status == 4)
    try manent.shell("cp", "secret.md", (root / "documents/secret.md").string)
    _ = try first("wind")
    #expect(try !server.requests().contains { $0.line.contains(secret) })
    #expect(try manent("-w", "work", "add", "--allow-secrets", "secret.md").status == 0)
    #expect(try server.requests().contains { $0.line.contains(secret) })
  }
}
