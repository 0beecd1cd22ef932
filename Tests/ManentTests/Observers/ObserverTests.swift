import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder) struct `Observers` {
  private let manent: Tool
  private let root: Path

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
  }

  /// Names the observers of the workspace.
  private func name(_ observers: String...) throws {
    try manent.nameObservers(observers, in: root)
  }

  private func ask(_ message: String, _ more: String...) throws -> Program.Outcome {
    try manent.run(["-w", "work", "chat", "--cid", "c1", "--no-documents"] + more + [message])
  }

  /// The chat's state, as `show` tells it.
  private func state(_ chat: String = "c1") throws -> JSON? {
    try manent.json("-w", "work", "show", chat, "--json")["state"]
  }

  @Test func `see a turn once it is answered, and their patch is kept in the answer's line`() throws {
    let observer = try ObserverPlugin(
      "topics", for: manent,
      "patch({\"last_topic\": messages[-2][\"content\"].split()[-1], \"said\": {messages[-2][\"content\"]: 1}})")
    try name("topics")
    #expect(try ask("about wings").status == 0)
    var line = try #require(try manent.lines(root).last)
    #expect(line["role"] == "assistant" && line["state"] == ["last_topic": "wings", "said": ["about wings": 1]])
    let first = try JSON(parsing: try #require(try observer.asked.first))
    #expect(first["messages"]?.array?.map { $0["role"] } == ["user", "assistant"] && first["state"] == [:])
    #expect(first["messages"]?.array?.last?["content"] == line["content"])
    #expect(try ask("about tails").status == 0)
    let second = try JSON(parsing: try #require(try observer.asked.last))
    #expect(second["state"] == ["last_topic": "wings", "said": ["about wings": 1]])
    #expect(second["messages"]?.array?.count == 4)
    // The fold of both patches is the state, however one asks for it.
    let folded: JSON = ["last_topic": "tails", "said": ["about wings": 1, "about tails": 1]]
    #expect(try state() == folded)
    line = try #require(try manent.lines(root).last)
    #expect(line["state"] == ["last_topic": "tails", "said": ["about tails": 1]])
    let told = "- state:\n  - last_topic: tails\n  - said: {\"about wings\":1,\"about tails\":1}\n"
    #expect(try manent.succeed("-w", "work", "show", "c1").contains(told))
    #expect(try manent.succeed("-w", "work", "export", "c1", "--format", "markdown").contains(told))
    #expect(try manent.succeed("-w", "work", "export", "c1", "--format", "html").contains(">last_topic: tails<"))
    let exported = try JSON(parsing: manent.succeed("-w", "work", "export", "c1", "--format", "json"))
    #expect(exported["chats"]?.array?.first?["state"] == folded)
    try manent.succeed("-w", "work", "doctor")
    #expect(try manent.uncommitted(root) == "")
  }

  @Test func `are asked in the order of the list, each with what the one before it has left`() throws {
    for (name, mark) in [("one", "1"), ("two", "2"), ("three", "3")] {
      _ = try ObserverPlugin(
        name, for: manent, "patch({\"path\": state.get(\"path\", \"\") + \"\(mark)\", \"by-\(mark)\": None})")
    }
    try name("two", "three", "one")
    #expect(try ask("Go on").status == 0)
    #expect(try state() == ["path": "231"])
    // What they have come to is one patch.
    #expect(try manent.lines(root).last?["state"] == ["path": "231"])
    // A chat may name its own, or none.
    let settings = try manent.chatFolder(root) / "chat.yaml"
    let text = try settings.text
    try manent.write(settings.string, text + "observers: [one]\n")
    #expect(try ask("Go on").status == 0)
    #expect(try state() == ["path": "2311"])
    try manent.write(settings.string, text + "observers: []\n")
    #expect(try ask("Go on").status == 0)
    #expect(try manent.lines(root).last?["state"] == nil && state() == ["path": "2311"])
    #expect(try manent.json("-w", "work", "show", "c1", "--json")["observers"] == [])
  }

  @Test func `may be those of a template, for a chat that is kept and for one that is not`() throws {
    _ = try ObserverPlugin.counting("count", for: manent)
    try manent.write("\(root)/templates/sale.yaml", "description: sells\nobservers: [count]\n")
    try manent.succeed("-w", "work", "chat", "-t", "sale", "--cid", "c2", "--no-documents", "Go on")
    try manent.succeed("-w", "work", "chat", "--cid", "c2", "--no-documents", "Go on")
    #expect(try state("c2") == ["count": 2])
    let unkept = try manent.json(
      "-w", "work", "chat", "-t", "sale", "--new", "--no-documents", "--no-log", "--json", "Go on")
    #expect(unkept["message"]?["state"] == ["count": 1])
    #expect(try ask("Go on").status == 0)
    #expect(try state() == [:])
    try manent.write("\(root)/templates/sale.yaml", "observers: [../../evil]\n")
    let refused = try manent("-w", "work", "chat", "-t", "sale", "Go on")
    #expect(refused.status == 1 && refused.errors.contains("must be plain names of plugins"), "\(refused)")
  }

  @Test func `begin again where an answer is replaced`() throws {
    let observer = try ObserverPlugin.counting("count", for: manent)
    try name("count")
    for _ in 1...2 { #expect(try ask("Go on").status == 0) }
    #expect(try state() == ["count": 2])
    try manent.succeed("-w", "work", "retry", "c1")
    #expect(try state() == ["count": 2] && observer.asked.count == 3)
    // What is cleared is not in the state either.
    try manent.succeed("-w", "work", "clear", "c1")
    #expect(try state() == [:])
    #expect(try ask("Go on").status == 0)
    #expect(try state() == ["count": 1])
    // Another machine, with nothing but the files, goes on from there.
    try Files.removeTree(root / ".git/manent/cache")
    #expect(try ask("Go on").status == 0)
    #expect(try state() == ["count": 2])
  }

  @Test func `hand the state to a provider that is a plugin, and its own patch comes first`() throws {
    _ = try EchoPlugin(for: manent)
    let observer = try ObserverPlugin.counting("count", for: manent)
    let provider = manent.base / "config/manent/plugins/stateful"
    try manent.write(
      "\(provider)/plugin.yaml",
      "name: stateful\nkinds: [provider]\nprotocol: jsonrpc\ncommand: [./run.py]\n")
    try manent.write(
      "\(provider)/run.py",
      """
      #!/usr/bin/env python3
      import json, sys
      for line in sys.stdin:
          r = json.loads(line)
          result = {}
          if r["method"] == "answer":
              result = {"content": json.dumps(r["params"]["state"]), "state": {"answered": True, "count": 10}}
          print(json.dumps({"jsonrpc": "2.0", "id": r.get("id"), "result": result}), flush=True)
          if r["method"] == "shutdown": break

      """)
    try manent.shell("chmod", "+x", "\(provider)/run.py")
    try name("count")
    #expect(try ask("Go on", "-p", "stateful").output == "{}\n")
    #expect(try manent.lines(root).last?["state"] == ["answered": true, "count": 11])
    #expect(try JSON(parsing: try #require(try observer.asked.first))["state"] == ["answered": true, "count": 10])
    #expect(try JSON(parsing: ask("Go on", "-p", "stateful").output) == ["answered": true, "count": 11])
  }

  @Test func `follow a turn that is not kept, and nothing of it is on the disk`() throws {
    _ = try ObserverPlugin.counting("count", for: manent)
    try name("count")
    #expect(try ask("Go on").status == 0)
    let before = try FileTree(of: root).differences(from: FileTree(of: root / ".git"))
    let lines = try manent.lines(root)
    let answer = try manent.json("-w", "work", "chat", "--cid", "c1", "--no-log", "--json", "Go on")
    #expect(answer["message"]?["state"] == ["count": 2])
    #expect(try manent.lines(root) == lines && manent.uncommitted(root) == "" && !before.isEmpty)
    #expect(try state() == ["count": 1])
  }

  @Test func `may name nothing but plugins of this machine`() throws {
    let trap = manent.base / "trap"
    for folder in ["plugins/evil", ".manent/plugins/evil", "evil"] {
      try manent.write(
        "\(root)/\(folder)/plugin.yaml",
        "name: evil\nkinds: [observer]\nprotocol: jsonrpc\ncommand: [./run]\n")
      try manent.write("\(root)/\(folder)/run", "#!/bin/sh\ntouch \(trap)\n")
      try manent.shell("chmod", "+x", "\(root)/\(folder)/run")
    }
    var here = manent
    here.folder = root
    try name("evil")
    // The first command tells of the `.manent` that it takes over.
    try manent.succeed("-w", "work", "status")
    let outcome = try here("chat", "--cid", "c1", "--no-documents", "Go on")
    #expect(outcome.status == 0 && outcome.output.contains("No document"), "\(outcome)")
    #expect(
      outcome.complaints == [
        "manent: the observer 'evil' is not installed on this machine; the chat goes on without it"
      ])
    #expect(!Files.exists(trap))
    #expect(try manent.lines(root).last?["status"] == nil)
    for path in ["../../evil", "/bin/sh", "a b", ""] {
      let settings = try (root / "workspace.yaml").text
      try manent.write("\(root)/workspace.yaml", settings.replacing("[evil]", with: "[\"\(path)\"]"))
      let refused = try here("chat", "--cid", "c1", "Go on")
      #expect(refused.status == 1 && refused.errors.contains("'observers' must be plain names"), "\(refused)")
      try manent.write("\(root)/workspace.yaml", settings)
    }
    #expect(!Files.exists(trap))
  }

  @Test func `that are providers alone are told of`() throws {
    _ = try EchoPlugin(for: manent)
    try name("echo")
    let outcome = try ask("Go on")
    #expect(outcome.status == 0 && outcome.errors.contains("the plugin 'echo' is no observer"), "\(outcome)")
  }
}
