import ManentAccess
import ManentCore
import TestSupport
import Testing

@Suite(.temporaryFolder) struct TokenStoreTests {
  private let now = Timestamp(milliseconds: 1_800_000_000_000)

  @Test func `a token is found by itself alone, and is kept nowhere`() throws {
    let store = TokenStore(in: TemporaryFolder.current / "config")
    let (token, secret) = try store.make(
      user: "ada", workspace: "ada", scope: .write, name: "laptop", expires: nil, at: now)
    #expect(secret.utf8.count == TokenStore.prefix.utf8.count + 64)
    #expect(try store.find(secret, at: now) == token)
    #expect(try store.find(String(secret.dropLast()), at: now) == nil)
    #expect(try store.find(token.digest, at: now) == nil)
    let file = try Files.read(store.path)
    #expect(!String(decoding: file, as: UTF8.self).contains(secret))
    #expect(try Files.status(store.path)?.mode == 0o600)
  }

  @Test func `a token ends when its time is over, and when it is revoked`() throws {
    let store = TokenStore(in: TemporaryFolder.current)
    let later = Timestamp(milliseconds: now.milliseconds + 1000)
    let (_, brief) = try store.make(user: "ada", workspace: "ada", scope: .read, expires: later, at: now)
    let (token, lasting) = try store.make(user: "ada", workspace: "ada", scope: .read, expires: nil, at: now)
    #expect(try store.find(brief, at: now) != nil)
    #expect(try store.find(brief, at: later) == nil)
    // Another process revokes it.
    try TokenStore(in: TemporaryFolder.current).revoke(token.id)
    #expect(try store.find(lasting, at: now) == nil)
  }

  @Test func `a file that cannot be read is an error, not an absence of tokens`() throws {
    let store = TokenStore(in: TemporaryFolder.current)
    _ = try store.make(user: "ada", workspace: "ada", scope: .read, expires: nil, at: now)
    try Files.writeAtomically(Array("{".utf8), to: store.path)
    #expect(throws: AccessError.self) { try store.all() }
    #expect(throws: AccessError.self) {
      try store.make(user: "bob", workspace: "bob", scope: .read, expires: nil, at: now)
    }
  }

  @Test(arguments: ["", "../x", "a b", ".a", "-a", "a/b", "ü"])
  func `what is no user's name is refused`(name: String) {
    #expect(throws: AccessError.self) { try TokenStore.check(user: name) }
  }
}
