import ManentCore
import Testing

@testable import ManentGit
@testable import ManentHistory

@Suite struct `The address of a remote` {
  private func typed(_ text: String) throws -> RemoteURL { try RemoteURL(typed: text, in: "/here/now") }

  @Test(
    arguments: [
      ("../x.git", "/here/x.git"), ("/a/b.git/", "/a/b.git"), ("x", "/here/now/x"), ("./a:b", "/here/now/a:b"),
      ("host:x.git", "host:x.git"), ("me@host:~/x.git", "me@host:~/x.git"), ("[::1]:x", "[::1]:x"),
      ("https://host/x.git", "https://host/x.git"), ("gcrypt::host:x", "gcrypt::host:x"),
    ])
  func `is a path when git takes it for one, and then absolute`(_ text: String, _ expected: String) throws {
    #expect(try typed(text).text == expected)
  }

  @Test(
    arguments: [
      ("https://me:secret@host:8080/x.git", "https://host:8080/x.git"),
      ("https://token@host/x.git?key=1#part", "https://host/x.git"), ("HTTP://a:b@c@host", "HTTP://host"),
      ("ssh://git:secret@host:22/x", "ssh://git@host:22/x"), ("git@host:x", "git@host:x"), ("/a@b:c", "/a@b:c"),
      ("https://host/a@b", "https://host/a@b"), ("file:///x", "file:///x"), ("a\nb\u{1B}", "a\u{FFFD}b\u{FFFD}"),
    ])
  func `is shown without what is secret in it`(_ text: String, _ shown: String) {
    #expect(RemoteURL(configured: text).shown == shown)
  }

  @Test func `has its secrets taken out of what others say`() {
    let url = RemoteURL(configured: "https://me:se+cret@host/x")
    #expect(
      url.redacting("cannot access https://me:se+cret@host/x: se+cret?") == "cannot access https://***@host/x: ***?")
    #expect(RemoteURL(configured: "https://token@host/x").redacting("token@host") == "***@host")
    #expect(RemoteURL(configured: "ssh://git@host/x").redacting("git@host: git") == "git@host: git")
    #expect(RemoteURL(configured: "/x").redacting("/x") == "/x")
  }

  @Test(arguments: ["", "-oProxyCommand=id", "ext::sh -c id", "EXT::x", "fd::3", "a\u{0}b", "a\tb", "\u{7F}"])
  func `that could do harm is refused`(_ text: String) {
    let error = #expect(throws: GitError.self) { try typed(text) }
    #expect(error?.code == .badRemote)
  }
}
