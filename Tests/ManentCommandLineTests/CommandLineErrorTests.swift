import Testing

@testable import ManentCommandLine

@Suite struct CommandLineErrorTests {
  @Test func `An unknown option is named, with the one that was meant`() {
    #expect(
      Sample.complaint("chat", "--jsn")
        == "unknown option '--jsn' for 'sample chat'; did you mean '--json'? (see 'sample chat --help')")
    #expect(
      Sample.complaint("chat", "-json")
        == "unknown option '-json' for 'sample chat'; did you mean '--json'? (see 'sample chat --help')")
    #expect(Sample.complaint("chat", "-cx") == "unknown option '-x' for 'sample chat' (see 'sample chat --help')")
    #expect(
      Sample.complaint("docs", "--jsn")
        == "unknown option '--jsn' for 'sample documents list'; did you mean '--json'? "
        + "(see 'sample documents list --help')")
  }

  @Test func `Names are not abbreviated`() {
    #expect(Sample.complaint("chat", "--mod=x").hasPrefix("unknown option '--mod' for 'sample chat'"))
    #expect(Sample.complaint("cha", "x").hasPrefix("unknown command 'cha' for 'sample'; did you mean 'chat'?"))
  }

  @Test func `An unknown command is named, with the one that was meant`() {
    #expect(
      Sample.complaint("chta")
        == "unknown command 'chta' for 'sample'; did you mean 'chat'? (see 'sample --help')")
    #expect(Sample.complaint("hepl").contains("did you mean 'help'?"))
    #expect(Sample.complaint("help", "docs", "shwo").contains("for 'sample documents'; did you mean 'show'?"))
    #expect(Sample.complaint("xyzzy") == "unknown command 'xyzzy' for 'sample' (see 'sample --help')")
    #expect(!Sample.complaint("__complet").contains("did you mean"))
  }

  @Test func `An option of a command that stands before it is told its place`() {
    #expect(
      Sample.complaint("--json", "chat")
        == "option '--json' belongs after the name of a command (see 'sample --help')")
  }

  @Test func `A forgotten value is noticed`() {
    #expect(
      Sample.complaint("chat", "--model")
        == "option '--model' for 'sample chat' needs a value: NAME (see 'sample chat --help')")
    #expect(
      Sample.complaint("chat", "--model", "--json")
        == "option '--model' for 'sample chat' needs a value: NAME "
        + "(one that begins with '-' is written '--model=--json') (see 'sample chat --help')")
    #expect(Sample.complaint("chat", "-m", "-x").contains("is written '-m-x'"))
    #expect(Sample.complaint("chat", "--model", "--").contains("needs a value"))
  }

  @Test func `A flag takes no value`() {
    #expect(
      Sample.complaint("chat", "--json=yes")
        == "option '--json' for 'sample chat' takes no value (see 'sample chat --help')")
    #expect(Sample.complaint("--help=chat").contains("'--help' for 'sample' takes no value"))
    #expect(Sample.complaint("chat", "--no-json").contains("unknown option '--no-json'"))
  }

  @Test func `A value of the wrong kind says which was expected`() {
    #expect(
      Sample.complaint("chat", "-k", "many")
        == "invalid value 'many' for '-k'; expected a whole number (see 'sample chat --help')")
    #expect(Sample.complaint("chat", "--score", "nan").contains("'nan' for '--score'; expected a number"))
    #expect(Sample.complaint("chat", "-k", "99999999999999999999").contains("expected a whole number"))
    #expect(Sample.complaint("export", "-o", "").contains("invalid value '' for '-o'; expected a path"))
    #expect(Sample.complaint("export", "--since", "soon").contains("expected how long ago"))
  }

  @Test func `A value that is no choice lists the choices and the one that was meant`() {
    #expect(
      Sample.complaint("export", "--format=jsno")
        == "invalid value 'jsno' for '--format'; expected one of json, jsonl, markdown; did you mean 'json'? "
        + "(see 'sample export --help')")
    #expect(
      Sample.complaint("completions", "tcsh")
        == "invalid value 'tcsh' for SHELL; expected one of bash, zsh, fish (see 'sample completions --help')")
  }

  @Test func `A bad value from the environment names the variable`() {
    let count = Option<Int>("count", value: "N", environment: "COUNT", help: "")
    let root = Command("x", summary: "", examples: [], parameters: [count], run: { _ in })
    let error = #expect(throws: UsageError.self) {
      try CommandLineParser.parse([], environment: ["COUNT": "x"], root: root)
    }
    #expect(error?.description == "invalid value 'x' for $COUNT; expected a whole number (see 'x --help')")
  }

  @Test func `Missing and surplus arguments are named`() {
    #expect(Sample.complaint("rename", "a") == "'sample rename' needs TITLE (see 'sample rename --help')")
    #expect(Sample.complaint("add") == "'sample add' needs PATH (see 'sample add --help')")
    #expect(
      Sample.complaint("rename", "a", "b", "c")
        == "unexpected argument 'c' for 'sample rename' (see 'sample rename --help')")
  }

  @Test func `A noun that needs a verb lists its verbs`() {
    let verb = Command("list", summary: "", examples: [], run: { _ in })
    let root = Command(
      "x", summary: "", examples: [],
      subcommands: [Command("keys", summary: "", examples: [], subcommands: [verb])])
    let error = #expect(throws: UsageError.self) {
      try CommandLineParser.parse(["keys"], environment: [:], root: root)
    }
    #expect(error?.description == "'x keys' needs a command: list (see 'x keys --help')")
  }

  @Test func `What was typed is shown on one line and not at length`() {
    #expect(Sample.complaint("a\nb\u{1B}[2J").hasPrefix(#"unknown command 'a\nb\u{1B}[2J' for"#))
    let complaint = Sample.complaint(String(repeating: "x", count: 10_000))
    #expect(complaint.hasPrefix("unknown command 'xxx") && complaint.contains("…'") && complaint.count < 140)
  }
}
