import CommandLineSupport
import Testing

@testable import ManentCommandLine

@Suite struct CommandDeclarationsTests {
  @Test func `Sound declarations have no problems`() {
    #expect(CommandDeclarations.problems(in: Sample.root) == [])
  }

  @Test func `Mistakes in declarations are found`() {
    let flag = Flag("json", short: "h", help: "")
    let count = Option<Int>("count", value: "N", default: 3, choices: ["1", "2"], help: "How many.")
    let root = Command(
      "x", summary: "", examples: [], parameters: [flag],
      subcommands: [
        Command("a", summary: "A.", examples: [Example("x a --bogus", "Fails.")], parameters: [flag], run: { _ in }),
        Command("a", summary: "B.", examples: [Example("x help", "Elsewhere.")], parameters: [count]),
      ],
      defaultSubcommand: "c")
    #expect(
      CommandDeclarations.problems(in: root) == [
        "x: the summary is not one line", "x: no such default command", "x: a is declared twice",
        "x: -h is declared twice", "x: no help for --json", "x: no example",
        "x a: -h is declared twice", "x a: --json is declared twice", "x a: -h is declared twice",
        "x a: no help for --json",
        "x a: an example that fails: unknown option '--bogus' for 'x a' (see 'x a --help')",
        "x a: nothing to run", "x a: -h is declared twice", "x a: --count does not accept its default '3'",
        "x a: an example of another command: x help",
      ])
  }

  @Test(arguments: [
    (
      #"git diff | x chat -n 'a b' "c \"d\"" e\ f > out.txt"#,
      [["git", "diff"], ["x", "chat", "-n", "a b", #"c "d""#, "e f"]]
    ),
    (
      #"cd "$(x paths | jq -r .a)" && . <(x c)"#,
      [["cd", "_"], [".", "_"], ["x", "paths"], ["jq", "-r", ".a"], ["x", "c"]]
    ),
    ("x a && x b ''; x c", [["x", "a"], ["x", "b", ""], ["x", "c"]]),
    ("", []),
  ])
  func `Lines of shell are taken apart`(line: String, commands: [[String]]) {
    #expect(ShellWords.commands(in: line) == commands)
  }
}
