import ManentCore
import TestSupport
import Testing

@testable import ManentCommandLine

@Suite(.temporaryFolder) struct CommandLineCompletionTests {
  @Test(.needs(.bash)) func `The script for bash is sound`() throws {
    #expect(try CompletionShell.bash.run(CompletionShell.bash.script, options: ["-n"]) == "")
  }

  @Test(.needs(.zsh)) func `The script for zsh is sound`() throws {
    #expect(try CompletionShell.zsh.run(CompletionShell.zsh.script, options: ["-n"]) == "")
  }

  @Test(.needs(.fish)) func `The script for fish is sound`() throws {
    #expect(try CompletionShell.fish.run(CompletionShell.fish.script, options: ["-n"]) == "")
  }

  static let cases: [(String, [String])] = [
    ("sample ch", ["chat"]),
    ("sample ", ["init", "chat", "rename", "export", "documents", "add", "completions", "help"]),
    ("sample help do", ["documents"]),
    ("sample help documents ", ["list", "show", "remove"]),
    ("sample -w work documents r", ["remove"]),
    ("sample documents --js", ["--json"]),
    ("sample chat --no", ["--no-log", "--no-stream"]),
    ("sample chat --workspace alice --mo", ["--model"]),
    ("sample mv ", ["default-1", "default-2"]),
    ("sample -w work rename wo", ["work-1", "work-2"]),
    ("sample --workspace=alice rename ali", ["alice-1", "alice-2"]),
    ("sample rename -w work wo", ["work-1", "work-2"]),
    ("sample rename x ", []),
    ("sample -w ", ["alice", "work"]),
    ("sample export -f ", ["json", "jsonl", "markdown"]),
    ("sample export --format m", ["markdown"]),
    ("sample export --output x --format json", ["json", "jsonl"]),
    ("sample export -- a def", ["default-1", "default-2"]),
    ("sample completions z", ["zsh"]),
    ("sample chat --json b", []),
    ("sample chat help", []),
    ("sample xyzzy --ver", ["--version"]),
  ]

  @Test(.needs(.bash), arguments: cases)
  func `bash offers what fits`(line: String, expected: [String]) throws {
    #expect(try bash(line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)) == expected)
  }

  @Test(.needs(.fish), arguments: cases)
  func `fish offers what fits`(line: String, expected: [String]) throws {
    let offered = try CompletionShell.fish.run("source completion\ncomplete -C '\(line)'\n", options: ["--no-config"])
    let names = offered.split(separator: "\n").compactMap { $0.split(separator: "\t").first.map(String.init) }
    #expect(Set(names) == Set(expected))
  }

  @Test(.needs(.bash))
  func `bash completes the part after an equal sign`() throws {
    #expect(try bash(["sample", "export", "--format", "=", "js"]) == ["json", "jsonl"])
    #expect(try bash(["sample", "export", "--format", "="]) == ["json", "jsonl", "markdown"])
    #expect(try bash(["sample", "--workspace", "=", "work", "rename", "w"]) == ["work-1", "work-2"])
    let whole = try bash(["sample", "export", "--format=js"], settings: "COMP_WORDBREAKS=${COMP_WORDBREAKS//=/}")
    #expect(whole == ["--format=json", "--format=jsonl"])
  }

  @Test(.needs(.fish))
  func `fish completes the part after an equal sign`() throws {
    let offered = try CompletionShell.fish.run(
      "source completion\ncomplete -C 'sample export --format=j'\n", options: ["--no-config"])
    #expect(offered == "--format=json\n--format=jsonl\n")
  }

  @Test(.needs(.bash))
  func `bash quotes what needs it`() throws {
    #expect(
      try bash(["sample", "documents", "show", ""]) == [#"my\ paper.pdf"#, "books/one.txt", #"books/\$two.txt"#])
    #expect(try bash(["sample", "documents", "show", "\"my"]) == ["my paper.pdf"])
    // What the shell would obey is kept from it in either kind of quotes.
    #expect(try bash(["sample", "documents", "show", "\"books/"]) == ["books/one.txt", #"books/\$two.txt"#])
    #expect(try bash(["sample", "documents", "show", #""books/\$"#]) == [#"books/\$two.txt"#])
    #expect(try bash(["sample", "documents", "show", "'books/$"]) == ["books/$two.txt"])
    #expect(try bash(["sample", "documents", "show", #"my\ p"#]) == [#"my\ paper.pdf"#])
  }

  @Test(.needs(.bash))
  func `bash offers files and folders where they are meant`() throws {
    #expect(try Set(bash(["sample", "add", "m"])) == ["my file.txt", "my folder"])
    #expect(try bash(["sample", "add", "a", #"my\ fi"#]) == ["my file.txt"])
    #expect(try bash(["sample", "init", "m"]) == ["my folder"])
    #expect(try bash(["sample", "export", "-o", "my"]).count == 2)
  }

  @Test(.needs(.fish))
  func `fish offers files and folders where they are meant`() throws {
    func offers(_ line: String) throws -> [String] {
      try CompletionShell.fish.run("source completion\ncomplete -C '\(line)'\n", options: ["--no-config"])
        .split(separator: "\n").map { $0.split(separator: "\t").first.map(String.init) ?? "" }
    }
    #expect(try offers("sample add my") == ["my file.txt", "my folder/"])
    #expect(try offers("sample init my") == ["my folder/"])
    #expect(try offers("sample export --output=my").count == 2)
  }

  @Test(arguments: CompletionShell.allCases) func `A script reads as recorded`(shell: CompletionShell) throws {
    try Golden.expect(shell.script, matches: "completion.\(shell.rawValue)")
  }

  @Test func `Hidden commands are in no script`() {
    for shell in CompletionShell.allCases { #expect(!shell.script.contains("sample __complete")) }
  }

  /// What bash offers for the last of the words, as readline breaks them.
  private func bash(_ words: [String], settings: String = "") throws -> [String] {
    let quoted = words.map(CompletionScript.quoted).joined(separator: " ")
    let commands = """
      \(settings)
      source ./completion
      COMP_WORDS=(\(quoted))
      COMP_CWORD=\(words.count - 1)
      _sample
      (( ${#COMPREPLY[@]} == 0 )) || printf '%s\\n' "${COMPREPLY[@]}"
      """
    return try CompletionShell.bash.run(commands, options: ["--norc"]).split(separator: "\n").map(String.init)
  }
}
