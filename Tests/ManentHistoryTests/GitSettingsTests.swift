import ManentCore
import ManentGit
import ManentHistory
import TestSupport
import Testing

/// What git's settings and variables say, and Manent obeys.
@Suite(.temporaryFolder) struct GitSettingsTests {
  let folder = TemporaryFolder.current / "w"

  @Test func `Extensions that forbid nothing of what a commit does stop no commit`() throws {
    let git = try Git.repository(
      at: folder,
      arguments: [
        "core.repositoryFormatVersion=1", "extensions.worktreeConfig=true", "extensions.preciousObjects=true",
        "extensions.partialClone=origin",
      ])
    try git("config", "--worktree", "user.name", "Of This Tree")
    try git("config", "user.name", "Of All Trees")
    try git("config", "user.email", "u@example.org")
    let history = try History.of(folder, environment: [:])
    #expect(try history.save([("a", "1")]).commit != nil)
    #expect(try git("log", "-1", "--format=%an|%cn") == "Of This Tree|Of This Tree\n")
    #expect(try git.status() == "")
    #expect(try git.faults() == "")
  }

  @Test func `GIT_DIR and GIT_WORK_TREE name the repository, and no second one is made`() throws {
    let tree = folder / "home"
    try Files.makeFolders(tree / "notes/alice")
    let git = Git(folder: try Files.resolvingLinks(folder))
    try git("init", "-q", "--bare", "dot")
    let environment = somebody.merging([
      "GIT_DIR": (folder / "dot").string, "GIT_WORK_TREE": tree.string,
    ]) { $1 }
    let history = try History.of(tree / "notes/alice", environment: environment)
    #expect(history.prefix == "notes/alice/")
    try history.save([("workspace.yaml", "manent: 1")])
    let words = ["--git-dir=dot", "--work-tree=home"]
    #expect(try git.run(words + ["ls-tree", "-r", "--name-only", "HEAD"]).output == "notes/alice/workspace.yaml\n")
    #expect(try git.run(words + ["status", "--porcelain"]).output == "")
    #expect(!Files.exists(tree / ".git") && !Files.exists(tree / "notes/alice/.git"))
    let found = try #require(HeadReader.gitFolder(containing: tree / "notes", environment: environment))
    let head = try history.head()
    #expect(found.root == history.root && HeadReader.commit(gitFolder: found.gitFolder) == head)
    // A repository of its own in there, and a folder elsewhere, are not meant.
    _ = try Git.repository(at: tree / "own")
    #expect(try History.of(tree / "own", environment: environment).root == tree / "own")
    #expect(try History.open(containing: folder, environment: environment) == nil)
  }

  @Test func `Where no identity may be guessed a commit waits for one`() throws {
    let git = try Git.repository(at: folder, arguments: ["user.useConfigOnly=true"])
    // Whatever the machine's own settings say.
    for name in ["name", "email"] { try git("config", "user.\(name)", "") }
    let history = try History.of(folder, environment: ["EMAIL": "guessed@example.org"])
    #expect(try history.save([("a", "1")]) == .deferred(.noIdentity))
    try git("config", "user.email", "u@example.org")
    #expect(try history.save([("a", "1")]) == .deferred(.noIdentity))
    try git("config", "user.name", "U")
    #expect(try history.save([("a", "1")]).commit != nil)
    #expect(try git("log", "-1", "--format=%an|%ae") == "U|u@example.org\n")
  }

  @Test func `That commits are not signed is said once`() throws {
    let git = try Git.repository(at: folder)
    let history = try History.of(folder)
    try history.save([("a", "1")])
    #expect(try !history.isFirstUnsigned())
    try git("config", "commit.gpgSign", "true")
    try history.save([("a", "2")])
    #expect(try history.isFirstUnsigned())
    #expect(try !history.isFirstUnsigned())
    #expect(try !History.of(folder).isFirstUnsigned())
    try history.save([("a", "3")])
    #expect(try !history.isFirstUnsigned())
  }

  @Test(arguments: [("group", 0o064), ("0660", 0o060), ("0640", 0o040), ("all", 0o064)])
  func `In a shared repository others may do what its setting says`(value: String, bits: Int) throws {
    let git = try Git.repository(at: folder, arguments: ["core.sharedRepository=\(value)"])
    let history = try History.of(folder)
    try history.save([("a", "1")])
    let pack = try #require(
      try Files.list(folder / ".git/objects/pack").first { $0.hasPrefix("pack-6d616e656e74") && $0.hasSuffix(".pack") })
    for path in ["index", "refs/heads/main", "logs/HEAD", "manent/lock"] {
      #expect(try Files.status(folder / ".git" / path).map { Int($0.mode) & 0o066 } == bits, "\(path)")
    }
    for path in ["objects/pack/\(pack)", "objects/pack/\(pack.dropLast(4))idx"] {
      #expect(try Files.status(folder / ".git" / path).map { Int($0.mode) & 0o066 } == bits & 0o044, "\(path)")
    }
    #expect(try git.status() == "")
  }

  @Test func `A cache of untracked files and a monitor of changes stay, and git is right with them`() throws {
    let git = try Git.repository(at: folder)
    try git.write("monitor", "#!/bin/sh\nprintf 'token\\0/\\0'\n")
    try git("config", "core.fsmonitor", "sh \(folder)/monitor")
    try git("config", "core.fsmonitorHookVersion", "2")
    try git("update-index", "--fsmonitor")
    try git("update-index", "--force-untracked-cache")
    try git.write("one/new", "1")
    #expect(try git.status() == "?? monitor\n?? one/new\n")
    let history = try History.of(folder)
    for round in 0..<2 {
      try history.save([("two/\(round)", "2")])
      let index = try Files.read(folder / ".git/index")
      for name in ["UNTR", "FSMN"] { #expect(index.firstRange(of: Array(name.utf8)) != nil, "\(name)") }
      #expect(try git.status() == "?? monitor\n?? one/new\n")
      try git.write("two/\(round)", "changed")
      #expect(try git.status() == " M two/\(round)\n?? monitor\n?? one/new\n")
      try git("checkout", "-q", "two/\(round)")
    }
    try git.write("one/newer", "1")
    #expect(try git.status() == "?? monitor\n?? one/new\n?? one/newer\n")
    #expect(try git.faults() == "")
  }

  @Test func `A sparse index is written out in full by git, and refused by name where git is missing`() throws {
    let git = try Git.repository(at: folder)
    for name in ["a/1", "b/1"] { try git.write(name, "1") }
    try git("add", ".")
    try git("commit", "-q", "-m", "two folders")
    try git("sparse-checkout", "set", "--cone", "--sparse-index", "a")
    let head = try git("rev-parse", "HEAD")
    let without = somebody.merging(["PATH": "/nowhere"]) { $1 }
    let error = #expect(throws: GitError.self) { try History.of(folder, environment: without).save([("a/2", "2")]) }
    #expect(error?.code == .unsupported)
    #expect(error?.description.contains("git sparse-checkout reapply --no-sparse-index") == true)
    #expect(try git("rev-parse", "HEAD") == head)
    let with = somebody.merging(["PATH": Platform.environment["PATH"] ?? ""]) { $1 }
    for name in ["a/2", "a/3"] {
      #expect(try History.of(folder, environment: with).save([(name, "2")]).commit != nil)
      #expect(try git.status() == "")
      // A command of git's that writes the index makes it sparse again.
      try git("rm", "-q", "--cached", name)
      try git("add", name)
      #expect(try Files.read(folder / ".git/index").contains("sdir"))
    }
    let listing = try git("ls-tree", "-r", "--name-only", "HEAD")
    #expect(listing == "a/1\na/2\na/3\nb/1\nuser.txt\n")
    #expect(try git.faults() == "")
  }

  @Test func `An index without a checksum stays one`() throws {
    let git = try Git.repository(at: folder)
    let index = folder / ".git/index"
    try Files.writeAtomically(try Files.read(index).dropLast(20) + [UInt8](repeating: 0, count: 20), to: index)
    try History.of(folder).save([("a", "1")])
    #expect(try Files.read(index).suffix(20).allSatisfy { $0 == 0 })
    #expect(try git.status() == "")
  }

  @Test func `A damaged index of a pack is named, and no call dies of it`() throws {
    let git = try Git.repository(at: folder)
    let history = try History.of(folder)
    try history.save((0..<100).map { ("f\($0)", "\($0)") })
    try git("gc", "-q")
    let index =
      folder / ".git/objects/pack"
      / (try #require(
        try Files.list(folder / ".git/objects/pack").first { $0.hasSuffix(".idx") }))
    let whole = try Files.read(index)
    var random = SplitMix(state: 7)
    for round in 0..<(Machine.isThorough ? 1000 : 100) {
      var bytes = whole
      switch round % 4 {
      case 0: bytes.replaceSubrange(8..<1032, with: repeatElement(0xFF, count: 1024))
      case 1: bytes.removeLast(Int.random(in: 1...bytes.count, using: &random))
      default:
        let near = Bool.random(using: &random) ? 1032 : bytes.count
        for _ in 0..<4 { bytes[Int.random(in: 0..<near, using: &random)] = UInt8.random(in: 0...255, using: &random) }
      }
      try Files.writeAtomically(bytes, to: index)
      do {
        let history = try History.of(folder)
        _ = try history.uncommitted()
        _ = try history.commitCount()
      } catch let error as GitError {
        if round % 4 == 0 {
          #expect(error.code == .damaged && error.description.contains("\(index)"))
          #expect(error.description.contains("git index-pack"))
        }
      }
    }
    try Files.writeAtomically(whole, to: index)
    #expect(try History.of(folder).commitCount() == 2)
  }
}

extension [UInt8] {
  /// Whether a text stands in the bytes.
  fileprivate func contains(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    return indices.contains { self[$0...].starts(with: wanted) }
  }
}
