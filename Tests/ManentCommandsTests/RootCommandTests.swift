import CommandLineSupport
import ManentCommandLine
import TestSupport
import Testing

@testable import ManentCommands

@Suite struct RootCommandTests {
  /// Every command that people are told of, from the root on.
  static let paths: [CommandPath] = {
    func below(_ path: CommandPath) -> [CommandPath] {
      [path] + path.command.visibleSubcommands.flatMap { below(path.descending(to: $0)) }
    }
    return below(CommandPath(RootCommand.command))
  }()

  @Test func `The tool's declarations have no problems`() {
    #expect(CommandDeclarations.problems(in: RootCommand.command) == [])
  }

  @Test func `The help of every command reads as recorded`() throws {
    for path in Self.paths {
      let name = path.name.split(separator: " ").joined(separator: "-")
      try Golden.expect(HelpText.render(path), matches: "tool/\(name).txt")
    }
  }

  @Test func `Every command has an example, and every word of the guide is a command`() {
    #expect(Self.paths.allSatisfy { !$0.command.examples.isEmpty })
    let names = Set(Self.paths.map(\.name))
    let named = Guide.text.split(separator: "\n").filter { $0.hasPrefix("  manent ") }.map { line in
      line.split(separator: " ").prefix(2).joined(separator: " ")
    }
    #expect(named.count == 9)
    for name in named where name != "manent help" { #expect(names.contains(name)) }
  }

  @Test func `Every command has a manual page that man takes without a word`() throws {
    let paths = CommandPath(RootCommand.command).withAllBelow
    #expect(paths.map(\.name) == Self.paths.map(\.name))
    for path in paths {
      let page = ManPage.render(path, version: "1")
      #expect(page.hasPrefix(".TH ") && page.contains("\n.SH NAME\n") && page.contains("\n.SH EXAMPLES\n"))
      for option in path.command.options {
        #expect(page.contains(option.long.split(separator: "-").joined(separator: "\\-")))
      }
      for line in page.split(separator: "\n") where line.first == "." || line.first == "'" {
        #expect([".TH", ".SH", ".B", ".TP", ".PP", ".EX", ".EE"].contains(line.prefix { $0 != " " }), "\(line)")
      }
    }
    #expect(ManPage.fileName(of: paths[1]) == "manent-init.1")
  }

  @Test(arguments: [
    ("ls", "'manent chats' lists chats"), ("rm", "'manent forget CHAT'"), ("delete", "'manent forget CHAT'"),
    ("new", "'manent chat --new'"), ("ask", "'manent chat"), ("find", "'manent search"),
  ])
  func `A word that other tools have is told what does it here`(word: String, hint: String) {
    let error = #expect(throws: UsageError.self) {
      try CommandLineParser.parse([word, "x"], environment: [:], root: RootCommand.command)
    }
    #expect(
      error?.description.contains(hint) == true && error?.description.contains("unknown command '\(word)'") == true)
  }

  @Test(arguments: ["version", "-V", "--version"]) func `The version is told in all usual ways`(word: String) throws {
    guard case .version = try CommandLineParser.parse([word], environment: [:], root: RootCommand.command) else {
      Issue.record("\(word) is something else")
      return
    }
  }

  @Test func `The guide reads as recorded`() throws { try Golden.expect(Guide.text, matches: "tool/guide.txt") }
}
