import ManentCore
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentServe

@Suite(.temporaryFolder) struct WorkspacePoolTests {
  @Test func `a workspace that rests is closed, and one that is used is not`() throws {
    let server = try TestServer()
    let (pool, root) = (server.service.workspaces, server.workspace.root)
    _ = try server("GET", "/sessions")
    let before = ContinuousClock.now
    #expect(pool.count == 1)
    try pool.use(root) { _ in
      pool.closeIdle(unusedSince: .now)
      #expect(pool.count == 1)
    }
    // It was used since then.
    pool.closeIdle(unusedSince: before)
    #expect(pool.count == 1)
    pool.closeIdle(unusedSince: .now)
    #expect(pool.count == 0)
    // It is opened anew when it is asked for.
    #expect(try server("GET", "/sessions").status == 200)
    #expect(pool.count == 1)
  }
}
