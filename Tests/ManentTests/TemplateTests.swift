import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder) struct `A template` {
  private let manent: Tool
  private let root: Path
  private let echo: EchoPlugin

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
    echo = try EchoPlugin(for: manent)
    // A template names it, which is no agreement of the user's.
    try manent.succeed("-w", "work", "config", "trust", "echo")
  }

  private func template(_ name: String, _ text: String) throws {
    try manent.write((root / "templates/\(name).yaml").string, text)
  }

  private func chatFile() throws -> String {
    let id = try manent.json("-w", "work", "chats", "--json").array?.first?["path"]?.string ?? ""
    return try (root / id / "chat.yaml").text
  }

  @Test func `begins a chat that goes on as it says`() throws {
    try template(
      "sale",
      """
      description: sell a house
      instructions: |
        You sell {{ what }} in {{place}}. Prices are $5 {{{}} or so.
      opening: "I look for {{what}}."
      tags: [sale, work]
      provider: echo
      model: small
      window: 7
      variables:
        what: what is sold
        place: {description: where, default: Como}

      """)
    try echo.write("asked", "")
    let said = try manent.succeed("-w", "work", "chat", "-t", "sale", "--var", "what=a {{place}} house", "--tag", "own")
    #expect(said == "I look for a {{place}} house.\n", "what a value holds is text")
    let settings = try chatFile()
    #expect(settings.contains("template: sale\n") && settings.contains("tags: [own, sale, work]"), "\(settings)")
    #expect(settings.contains("provider: echo\nmodel: small\nwindow: 7\n"), "\(settings)")
    try manent.succeed("-w", "work", "chat", "--no-documents", "And now?")
    let messages = try #require(
      try (echo.folder / "asked").text.split(separator: "\n").map { try JSON(parsing: String($0)) }
        .last { $0["method"] == "answer" }?["params"]?["messages"]?.array)
    #expect(messages.first?["role"] == "system")
    #expect(messages.first?["content"] == "You sell a {{place}} house in Como. Prices are $5 {{{}} or so.\n")
    #expect(messages.map { $0["role"]?.string } == ["system", "user", "assistant", "user"])
    #expect(try manent.lines(root).map { $0["model"]?.string } == [nil, "small", nil, "small"])
    #expect(try manent.uncommitted(root).contains("chats") == false)
    let exported = try manent.json("-w", "work", "show", "--json")
    #expect(exported["tags"] == ["own", "sale", "work"] && exported["instructions"]?.string?.contains("Como") == true)
  }

  @Test func `puts what the user says where it wants it, and takes it as it is elsewhere`() throws {
    try template("wrap", "opening: 'Review this: {{message}} (twice: {{message}})'\nprovider: echo\n")
    try template("plain", "opening: Begin.\nprovider: echo\n")
    #expect(try manent.succeed("-w", "work", "chat", "-t", "wrap", "{{x}}") == "Review this: {{x}} (twice: {{x}})\n")
    #expect(
      try manent.succeed("-w", "work", "chat", "-t", "wrap", input: "piped") == "Review this: piped (twice: piped)\n")
    #expect(try manent.succeed("-w", "work", "chat", "-t", "plain", "My own.") == "My own.\n")
    #expect(try manent.succeed("-w", "work", "chat", "-t", "plain") == "Begin.\n")
    #expect(try manent.json("-w", "work", "chats", "--json").array?.count == 4)
  }

  private static let wrong = [
    ("instrucions: x\n", "a.yaml:1:1: unknown key 'instrucions'; did you mean 'instructions'?\ninstrucions: x\n^"),
    (
      "instructions: |\n  You are in {{plcae}}.\nvariables: {place: where}\n",
      "a.yaml:2:14: '{{plcae}}' names no variable of 'variables'; did you mean 'place'?\n  You are in {{plcae}}.\n             ^"
    ),
    ("variables: {message: x}\n", "'message' stands for what the user says"),
    ("variables: {place: {defualt: x}}\n", "unknown key 'defualt'; did you mean 'default'?"),
    ("provider: ../../evil\n", "a.yaml:1:11: 'provider' must be a plain name, not a path or a command"),
    ("model: http://127.0.0.1/v1\n", "'model' must be the name of a model"),
    ("base_url: http://127.0.0.1/v1\n", "'base_url' is a setting of the machine"),
    ("tags: ['two words']\n", "'two words' is no tag"),
    ("- a\n", "a.yaml:1:1: expected 'key: value' lines"),
  ]

  @Test(arguments: wrong)
  func `that is wrong is told with its place, and nothing is written`(_ text: String, _ words: String) throws {
    try template("a", text)
    let before = try FileTree.workspace(root)
    let outcome = try manent("-w", "work", "chat", "-t", "a", "Hello")
    #expect(outcome.status == 1 && outcome.errors.contains(words), "\(outcome)")
    #expect(try FileTree.workspace(root) == before)
    let listed = try manent("-w", "work", "templates")
    #expect(listed.status == 0 && listed.output.contains("cannot be used: templates/a.yaml:"), "\(listed)")
  }

  @Test func `has its variables given, or says in one line what is missing`() throws {
    try template("a", "instructions: '{{topic}}'\nprovider: echo\nvariables: {topic: what it is about}\n")
    try manent("-w", "work", "chat", "-t", "a", "Hi").expectFailure(
      2, saying: "template 'a': the variable 'topic' (what it is about) has no value; say --var topic=…")
    try manent("-w", "work", "chat", "-t", "a", "--var", "topc=x", "Hi").expectFailure(
      2, saying: "template 'a': there is no variable 'topc'; did you mean 'topic'?")
    try manent("-w", "work", "chat", "-t", "a", "--var", "topic", "Hi").expectFailure(2, saying: "say NAME=VALUE")
    try manent("-w", "work", "chat", "--var", "topic=x", "Hi").expectFailure(2, saying: "'--var' is for a variable")
    try manent("-w", "work", "chat", "-c", "-t", "a", "Hi").expectFailure(2, saying: "a template is for a new chat")
    try manent("-w", "work", "chat", "-t", "none", "Hi").expectFailure(3, saying: "there is no such template")
    try manent("-w", "work", "chat", "-t", "explian", "Hi").expectFailure(3, saying: "did you mean 'explain'?")
    #expect(try manent.succeed("-w", "work", "chat", "--cid", "c1", "-t", "a", "--var", "topic=x=y", "Hi") == "Hi\n")
    #expect(try chatFile().contains("instructions: x=y\n"))
    try manent("-w", "work", "chat", "--cid", "c1", "-t", "a", "--var", "topic=x", "Hi").expectFailure(
      2, saying: "'c1' is there already")
  }

  @Test func `that leads out of the workspace is refused`() throws {
    try manent.write("secret.yaml", "instructions: from elsewhere\n")
    try manent.shell("ln", "-s", (manent.folder / "secret.yaml").string, (root / "templates/link.yaml").string)
    try manent("-w", "work", "chat", "-t", "link", "Hi").expectFailure(1, saying: "no file but a link")
    for name in ["../secret", "../../here/secret", "/etc/passwd", "a/b", ".hidden", ""] {
      try manent("-w", "work", "chat", "-t", name, "Hi").expectFailure(2, saying: "called by a plain name")
      try manent("-w", "work", "templates", "show", name).expectFailure(2, saying: "called by a plain name")
      try manent("-w", "work", "templates", "new", name).expectFailure(2, saying: "called by a plain name")
    }
    try Files.removeTree(root / "templates")
    try manent.shell("ln", "-s", manent.folder.string, (root / "templates").string)
    try manent("-w", "work", "chat", "-t", "secret", "Hi").expectFailure(1, saying: "not a folder but a link")
    try manent("-w", "work", "templates", "new", "mine").expectFailure(1, saying: "not a folder but a link")
    #expect(try Files.list(manent.folder) == ["secret.yaml"])
  }

  @Test func `is made, listed and shown`() throws {
    let path = try manent.json("-w", "work", "templates", "new", "mine", "--json")["path"]?.string
    #expect(path == (root / "templates/mine.yaml").string)
    try manent("-w", "work", "templates", "new", "mine").expectFailure(4, saying: "the template is there already")
    #expect(try manent.uncommitted(root) == "")
    #expect(try manent.git(root, "log", "-1", "--format=%s") == "templates: new mine\n")
    #expect(try manent.succeed("-w", "work", "chat", "-p", "echo", "-t", "mine", "tides") == "Explain this: tides\n")
    let listed = try manent.json("-w", "work", "templates", "--json").array ?? []
    #expect(listed.map { $0["name"]?.string } == ["explain", "mine", "review-day"])
    #expect(listed[0]["variables"]?.array?.first?["name"] == "reader")
    #expect(listed.allSatisfy { $0["problem"] == nil })
    #expect(try manent.succeed("-w", "work", "templates", "show", "mine") == (root / "templates/mine.yaml").text)
    #expect(
      try manent.json("-w", "work", "templates", "show", "mine", "--json")["opening"] == "Explain this: {{message}}")
    #expect(try manent.succeed("-w", "work", "__complete", "templates") == "explain\nmine\nreview-day\n")
  }

  @Test func `of the workspace-template works, and rules of retention know it`() throws {
    for (name, expected) in [("explain", "Explain: tides\n"), ("review-day", "tides\n")] {
      #expect(try manent.succeed("-w", "work", "chat", "-p", "echo", "-t", name, "tides") == expected)
    }
    try manent.succeed("-w", "work", "config", "set", "retention.keep_last", "100")
    try manent.succeed("-w", "work", "config", "set", "retention.templates", "{explain: {keep_last: 1}}")
    try manent.succeed("-w", "work", "chat", "-p", "echo", "-t", "explain", "moons")
    let plan = try manent.json("-w", "work", "retention", "plan", "--json")
    #expect(plan["forget"]?.array?.count == 1 && plan["keep"]?.array?.count == 2, "\(plan)")
  }

  @Test func `instructions of the command line stay with a new chat, and are for one turn of another`() throws {
    try echo.write("asked", "")
    func said() throws -> JSON? {
      try (echo.folder / "asked").text.split(separator: "\n").map { try JSON(parsing: String($0)) }
        .last { $0["method"] == "answer" }?["params"]?["messages"]?.array?.first
    }
    try manent.succeed("-w", "work", "chat", "-p", "echo", "--new", "-s", "Be brief.", "Hello")
    #expect(try chatFile().contains("instructions: Be brief.\n"))
    try manent.succeed("-w", "work", "chat", "-p", "echo", "-s", "Be long.", "Again")
    #expect(try said()?["content"] == "Be long.")
    try manent.succeed("-w", "work", "chat", "-p", "echo", "Once more")
    #expect(try said()?["content"] == "Be brief.")
  }
}
