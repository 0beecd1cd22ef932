import TestSupport
import Testing

@testable import ManentCommandLine

@Suite struct CommandLineHelpTests {
  @Test(arguments: [
    [], ["--help"], ["-h"], ["help"], ["-w", "x", "--help"], ["--help", "--bogus"], ["help", "--bogus"],
  ])
  func `Help of the tool is asked for in several ways`(words: [String]) throws {
    #expect(try pathOfHelp(words) == "sample")
  }

  @Test(arguments: [
    ["documents", "show", "--help"], ["documents", "show", "-h", "x"], ["help", "documents", "show"],
    ["help", "docs", "show"], ["--help", "documents", "show"], ["documents", "--help", "show", "x", "y"],
    ["documents", "show", "a", "b", "c", "--help"],
  ])
  func `Help of a command is asked for in several ways`(words: [String]) throws {
    #expect(try pathOfHelp(words) == "sample documents show")
  }

  @Test func `Help of a noun is not that of its default verb`() throws {
    #expect(try pathOfHelp(["documents", "--help"]) == "sample documents")
    #expect(try pathOfHelp(["chat", "-nh"]) == "sample chat")
  }

  @Test(arguments: [["--version"], ["chat", "--version"], ["-w", "x", "--version", "--bogus"]])
  func `The version is asked for anywhere`(words: [String]) throws {
    guard case .version = try CommandLineParser.parse(words, environment: [:], root: Sample.root) else {
      Issue.record("not the version")
      return
    }
  }

  @Test func `A value that looks like a call for help is a value`() throws {
    #expect(try Sample.invocation("chat", "--model=--help")[Sample.model] == "--help")
    #expect(try Sample.invocation("chat", "--", "--help", "help")[Sample.message] == ["--help", "help"])
    #expect(try Sample.invocation("chat", "help")[Sample.message] == ["help"])
  }

  @Test(arguments: [
    ("help-root.txt", []), ("help-chat.txt", ["chat"]), ("help-export.txt", ["export"]),
    ("help-documents.txt", ["documents"]), ("help-rename.txt", ["rename"]),
  ])
  func `Help reads as recorded`(file: String, words: [String]) throws {
    try Golden.expect(HelpText.render(try path(words)), matches: file)
  }

  @Test(arguments: [40, 60, 100]) func `Help keeps to the width`(width: Int) throws {
    for words in [[], ["chat"], ["export"], ["documents"]] {
      let text = HelpText.render(try path(words), width: width)
      let tooWide = text.split(separator: "\n").filter { $0.count > width && !$0.contains("sample ") }
      #expect(tooWide == [])
    }
  }

  private func path(_ words: [String]) throws -> CommandPath {
    guard case .help(let path) = try CommandLineParser.parse(["help"] + words, environment: [:], root: Sample.root)
    else { throw Sample.NotAnInvocation() }
    return path
  }

  private func pathOfHelp(_ words: [String]) throws -> String {
    guard case .help(let path) = try CommandLineParser.parse(words, environment: [:], root: Sample.root)
    else { throw Sample.NotAnInvocation() }
    return path.name
  }
}
