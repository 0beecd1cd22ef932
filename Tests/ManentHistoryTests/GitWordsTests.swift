import ManentCore
import Testing

@testable import ManentGit
@testable import ManentHistory

@Suite struct `What git says` {
  @Test(
    arguments: [
      (
        "git@example.org: Permission denied (publickey).\nfatal: Could not read from remote repository.\n\nPlease make sure "
          + "you have the correct access rights\nand the repository exists.\n", GitError.Code.denied,
        "git@example.org: Permission denied (publickey)"
      ),
      (
        "ssh: Could not resolve hostname nowhere: Name or service not known\nfatal: Could not read from remote repository.",
        .unreachable, "Could not resolve hostname nowhere: Name or service not known"
      ),
      (
        "client_loop: send disconnect: Broken pipe\nfatal: Could not read from remote repository.\n\nPlease make sure "
          + "you have the correct access rights\nand the repository exists.\nerror: failed to push some refs to 'box:r'\n",
        .unreachable, "client_loop: send disconnect: Broken pipe"
      ),
      (
        "fatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\nand the "
          + "repository exists.\n", .transport, "git gave no reason"
      ),
      ("ERROR: Repository not found.\nfatal: Could not read", .noRepository, "Repository not found"),
      ("remote: Enumerating objects: 5, done.\rfatal: early EOF\n", .unreachable, "early EOF"),
      (
        "error: object 12: hasDotgit: contains '.git'\nfatal: fsck error in packed object\n", .badObjects,
        "fsck error in packed object"
      ),
      (
        "fatal: unable to write file: No space left on device", .diskFull,
        "unable to write file: No space left on device"
      ),
      ("fatal: the moon is full\nhint: wait", .transport, "the moon is full"),
      ("", .transport, "git gave no reason"), ("\u{FF}\n\r\r\n", .transport, "\u{FF}"),
    ])
  func `when it fails is sorted by its telling line`(_ words: String, _ code: GitError.Code, _ reason: String) {
    let complaint = GitComplaint(Array(words.utf8))
    #expect(complaint.code == code)
    #expect(complaint.reason == reason)
  }

  @Test(
    arguments: [
      ("Receiving objects:  45% (9/20), 1.2 MiB | 3 MiB/s", ("receiving objects", 9, 20)),
      ("remote: Compressing objects: 100% (3/3), done.", ("compressing objects", 3, 3)),
      ("remote: Enumerating objects: 12, done.", ("enumerating objects", 12, 0)),
      ("fatal: early EOF", nil), ("To: 5", nil), ("ssh: connect to host x port 22: refused", nil), (": 1% (1/2)", nil),
      ("Receiving objects:  45% (9/20000000000000000000000)", nil), ("Receiving objects: 45% (9", nil),
    ])
  func `on its way is read as numbers`(_ line: String, _ expected: (String, Int, Int)?) {
    let progress = GitProgress(line)
    #expect(progress?.activity == expected?.0 && progress?.done == expected?.1 && progress?.total == expected?.2)
  }

  @Test(
    arguments: [
      ("!\tabc:refs/heads/main\t[rejected] (fetch first)", true, true, "fetch first"),
      ("!\tabc:refs/heads/main\t[rejected] (stale info)", true, true, "stale info"),
      ("!\tabc:refs/heads/main\t[remote rejected] (hook (a) declined)", true, false, "hook (a) declined"),
      (" \tabc:refs/heads/main\t1..2", false, false, "1..2"),
      ("!\tabc:refs/heads/main\t[weird]", true, false, "[weird]"),
    ])
  func `to a push is read from its own format`(
    _ line: String, _ isRefusal: Bool, _ isStale: Bool, _ reason: String
  ) throws {
    let text = "To /somewhere\n\(line)\n!\tabc:refs/heads/other\t[rejected] (x)\nDone\n"
    let answer = try #require(PushAnswer(Array(text.utf8), about: "refs/heads/main"))
    #expect(answer.isRefusal == isRefusal && answer.isStale == isStale && answer.reason == reason)
    #expect(PushAnswer(Array(text.utf8), about: "refs/heads/none") == nil)
  }

  @Test func `of a remote's branches is read, and one of them is chosen`() throws {
    let (one, two) = (String(repeating: "1", count: 40), String(repeating: "2", count: 40))
    let listing =
      "ref: refs/heads/main\tHEAD\n\(one)\tHEAD\n\(one)\trefs/heads/main\n\(two)\trefs/heads/a/b\nnonsense\n"
    let heads = RemoteHeads(listing: Array(listing.utf8))
    #expect(heads.branches.mapValues(\.description) == ["main": one, "a/b": two])
    #expect(heads.defaultBranch == "main" && heads.chosen == "main")
    #expect(RemoteHeads(listing: Array("ref: refs/heads/gone\tHEAD\n\(two)\trefs/heads/a".utf8)).chosen == "a")
    #expect(RemoteHeads(listing: Array("\(one)\trefs/heads/a\n\(two)\trefs/heads/b".utf8)).chosen == nil)
    #expect(RemoteHeads(listing: []).chosen == nil)
  }
}
