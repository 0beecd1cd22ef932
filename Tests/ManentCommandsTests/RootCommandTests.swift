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

  @Test func `The guide reads as recorded`() throws { try Golden.expect(Guide.text, matches: "tool/guide.txt") }
}
