import ManentCore
import ManentHistory
import TestSupport

extension Git {
  /// Runs git with an index of its own; it must succeed.
  func run(_ arguments: [String], index: Path) throws -> String {
    try self([
      "-c", "alias.x=!GIT_INDEX_FILE='\(index)' git \(arguments.map { "'\($0)'" }.joined(separator: " "))", "x",
    ])
  }

  private func callAsFunction(_ arguments: [String]) throws -> String {
    let (status, output, errors) = try run(arguments)
    guard status == 0 else { throw Failure(description: "git \(arguments) ended with \(status): \(output)\(errors)") }
    return output
  }
}

/// Random numbers that a seed repeats (Vigna's SplitMix64).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// A path of one to three parts, few enough that files and folders get in each other's way.
  mutating func path(_ index: Int) -> String {
    let parts = ["a", "b", "a.x", "ab", "é", "long-" + String(repeating: "n", count: 60), "\(index)"]
    return (0..<Int.random(in: 1...3, using: &self)).map { _ in parts.randomElement(using: &self) ?? "a" }
      .joined(separator: "/")
  }

  /// Changes of the work tree, done there, as a commit is told of them: removals first.
  mutating func changes(in git: Git, round: Int) throws -> [Change] {
    var gone: [Change] = []
    let tracked = try git("-c", "core.quotePath=false", "ls-files").split(separator: "\n").map(String.init).filter {
      !$0.hasPrefix("kept/") && !$0.hasPrefix("staged")
    }
    for path in tracked.shuffled(using: &self).prefix(Int.random(in: 0...4, using: &self)) {
      try Files.remove(git.folder / path)
      var above = (git.folder / path).parent
      while above != git.folder, Files.removeEmptyFolder(above) { above = above.parent }
      gone.append(.remove(path: path))
    }
    var written: [String: [UInt8]] = [:]
    for index in 0..<Int.random(in: 1...8, using: &self) {
      let path = Bool.random(using: &self) ? path(1000 + index) : tracked.randomElement(using: &self) ?? "a"
      guard !written.keys.contains(where: { $0.hasPrefix(path + "/") || path.hasPrefix($0 + "/") }) else { continue }
      // What is in the way goes.
      if try Files.status(git.folder / path)?.kind == .folder { try Files.removeTree(git.folder / path) }
      for end in path.indices where path[end] == "/" {
        let above = git.folder / String(path[..<end])
        if try Files.status(above)?.kind == .file { try Files.remove(above) }
      }
      let text = "round \(round) \(next())\n"
      try git.write(path, text)
      written[path] = Array(text.utf8)
    }
    gone += tracked.filter { path in
      !Files.exists(git.folder / path) && !gone.contains { $0.path == path } && written[path] == nil
    }.map { .remove(path: $0) }
    return gone + written.sorted { $0.key < $1.key }.map { .write(path: $0.key, content: $0.value) }
  }
}
