import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

extension Program.Outcome {
  /// The JSON value on standard output.
  func json() throws -> JSON { try JSON(parsing: bytes) }

  /// Expects a failure that is told in one line: `manent: …`, nothing on standard output.
  func expectFailure(_ status: Int32, saying words: String..., sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(self.status == status, "\(self)", sourceLocation: sourceLocation)
    #expect(complaints.count == 1, "\(self)", sourceLocation: sourceLocation)
    #expect(errors.hasPrefix("manent: "), "\(self)", sourceLocation: sourceLocation)
    #expect(output.isEmpty, "\(self)", sourceLocation: sourceLocation)
    for word in words { #expect(errors.contains(word), "\(self)", sourceLocation: sourceLocation) }
  }
}

extension Tool {
  /// Runs a command line that must succeed and print JSON.
  func json(_ arguments: String..., input: String? = nil) throws -> JSON {
    let outcome = try run(arguments, input: input)
    guard outcome.status == 0 else { throw Program.Failure(description: "manent \(arguments): \(outcome)") }
    return try outcome.json()
  }

  /// What git says in a workspace.
  @discardableResult func git(_ root: Path, _ arguments: String...) throws -> String { try git(root, arguments) }

  /// What git says in a workspace.
  @discardableResult func git(_ root: Path, _ arguments: [String]) throws -> String {
    let outcome = try Program(in: root, environment: environment).run(["git"] + arguments)
    guard outcome.status == 0 else { throw Program.Failure(description: "git \(arguments): \(outcome)") }
    return outcome.output
  }

  /// What `git fsck --strict` has to say; objects that nothing leads to are no fault.
  func faults(_ root: Path) throws -> [String] {
    let outcome = try Program(in: root, environment: environment).run(["git", "fsck", "--strict", "--full"])
    let lines = (outcome.output + outcome.errors).split(separator: "\n").map(String.init)
      .filter { !$0.hasPrefix("dangling ") && !$0.hasPrefix("notice: ") }
    return lines + (outcome.status == 0 ? [] : ["status \(outcome.status)"])
  }

  /// What plain `git status` shows.
  func uncommitted(_ root: Path) throws -> String { try git(root, "status", "--porcelain", "--untracked-files=all") }

  /// How many commits there are.
  func commits(_ root: Path) throws -> Int {
    Int(try git(root, "rev-list", "--count", "HEAD").trimmingCharacters(in: .whitespacesAndNewlines)) ?? -1
  }

  /// The parts of all chats, absolute, in order.
  func parts(_ root: Path) throws -> [Path] {
    guard Files.exists(root / "chats") else { return [] }
    return try FileTree(of: root / "chats").entries.keys.filter { $0.hasSuffix(".jsonl") }.sorted().map {
      root / "chats" / $0
    }
  }

  /// The lines of all chats, each a JSON value.
  func lines(_ root: Path) throws -> [JSON] {
    try parts(root).flatMap { part in
      try Files.read(part).split(separator: UInt8(ascii: "\n")).map { try JSON(parsing: $0) }
    }
  }

  /// The only folder of a chat in the workspace.
  func chatFolder(_ root: Path) throws -> Path { try #require(try parts(root).first).parent }
}

extension Path {
  /// The text of the file.
  var text: String { get throws { String(decoding: try Files.read(self), as: UTF8.self) } }
}
