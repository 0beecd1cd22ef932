import ManentCatalog
import ManentCore
import ManentRecords
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentWorkspace

@Suite(.temporaryFolder) struct `Locks of a workspace` {
  private let sample: SampleWorkspace
  private let workspace: Workspace

  init() throws {
    sample = try SampleWorkspace()
    workspace = try sample.open()
  }

  @Test func `are taken in the order of their ranks, and again inside`() throws {
    var taken: [Workspace.Lock] = []
    func take(_ left: ArraySlice<Workspace.Lock>) throws {
      guard let lock = left.first else { return }
      try workspace.locked(lock) {
        taken.append(lock)
        try workspace.locked(.sync) {}
        try take(left.dropFirst())
      }
    }
    try take(Workspace.Lock.allCases[...])
    #expect(taken == Workspace.Lock.allCases.sorted())
    #expect(Set(taken.map(\.rank)).count == taken.count)
    #expect(workspace.heldLocks.isEmpty)
  }

  @Test func `name both that are taken the wrong way round, whether somebody holds them or not`() throws {
    for (place, later) in Workspace.Lock.allCases.enumerated() {
      for earlier in Workspace.Lock.allCases.prefix(place) {
        let error = try #require(throws: WorkspaceError.self) {
          try workspace.locked(later) { try workspace.locked(earlier) {} }
        }
        #expect(error.code == .lockOrder)
        #expect(
          error.description.contains("'\(earlier.rawValue)'") && error.description.contains("'\(later.rawValue)'"))
      }
    }
  }

  @Test func `are not waited for while the catalog is written to`() throws {
    let error = try #require(throws: WorkspaceError.self) {
      try workspace.catalog().transaction { try workspace.locked(.chats) {} }
    }
    #expect(error.code == .lockOrder && error.description.contains("'catalog'"))
  }

  @Test func `that are asked for out of order are not waited for for ever where users run the program`() throws {
    workspace.lockOrder = .lenient
    // Free, it is simply taken.
    try workspace.locked(.documents) { try workspace.locked(.chats) {} }
    let other = try FileLock.wait(for: workspace.lockFile(.chats))
    let error = try #require(throws: WorkspaceError.self) {
      try workspace.locked(.documents) { try workspace.locked(.chats) {} }
    }
    #expect(error.code == .busy && error.description.contains("at work on the chats"))
    _ = consume other
    try workspace.locked(.documents) { try workspace.locked(.chats) {} }
  }

  @Test func `that are only tried may be asked for in any order`() throws {
    try workspace.locked(.history) {
      #expect(try workspace.lockedIfFree(.chats) {})
      let other = try FileLock.wait(for: workspace.lockFile(.documents))
      #expect(try !workspace.lockedIfFree(.documents) { Issue.record("it is held by another one") })
      _ = consume other
    }
  }
}
