import ManentCatalog
import ManentChats
import ManentCore
import ManentHistory
import ManentRecords
import ManentSync
import Synchronization
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentWorkspace

@Suite(.temporaryFolder) struct `The queue of commits` {
  private struct Failure: Error {}

  private let queue = CommitQueue()

  private func request(_ number: Int) -> CommitQueue.Request {
    CommitQueue.Request(paths: ["\(number)"], message: "\(number)", owner: "")
  }

  /// Has one commit go on until so many others wait; the batches that were committed then, and what came of each request.
  private func batches(_ count: Int, failing: Bool = false) -> (sizes: [Int], results: [CommitQueue.Result]) {
    let sizes = Mutex<[Int]>([])
    let results = Monitor<[CommitQueue.Result]>([])
    let (hasBegun, queue) = (Monitor(false), queue)
    @Sendable func commit(_ number: Int) {
      let result = queue.commit(request(number)) { requests in
        sizes.withLock { $0.append(requests.count) }
        if number == 0 {
          hasBegun.update { $0 = true }
          while queue.waiting < count { try Interruption.pause(.milliseconds(1)) }
        } else if failing {
          throw Failure()
        }
        return requests.map { _ in .unchanged }
      }
      results.update { $0.append(result) }
    }
    Worker.start { commit(0) }
    _ = hasBegun.wait { $0 ? true : nil }
    for number in 1...count { Worker.start { commit(number) } }
    let all = results.wait { $0.count == count + 1 ? $0 : nil }
    return (sizes.withLock { $0 }, all ?? [])
  }

  @Test func `commits together all who have waited`() {
    let (sizes, results) = batches(20)
    #expect(sizes == [1, 20] && queue.batches == 2)
    #expect(results.allSatisfy { if case .committed(.unchanged) = $0 { true } else { false } })
  }

  @Test func `has no more in a batch than may be in memory`() {
    #expect(batches(CommitQueue.limit + 6).sizes == [1, CommitQueue.limit, 6])
  }

  @Test func `tells of a failure the one who committed, and lets the others try for themselves`() {
    let (sizes, results) = batches(5, failing: true)
    #expect(sizes == [1, 5])
    #expect(results.count { if case .failed(is Failure) = $0 { true } else { false } } == 1)
    #expect(results.count { if case .left = $0 { true } else { false } } == 4)
  }

  @Test func `gives each turn a commit of its own, and leaves nothing noted`() throws {
    let sample = try SampleWorkspace()
    let (root, clock) = (sample.root, sample.clock.clock)
    let (queue, turns, done) = (queue, 24, Monitor(0))
    let failures = Mutex<[String]>([])
    let commits = try #require(Int(try sample.git("rev-list", "--count", "HEAD").filter(\.isNumber)))
    for number in 0..<turns {
      Worker.start {
        do {
          var surroundings = Surroundings(clock: clock, environment: somebody, device: "laptop")
          surroundings.commits = queue
          let workspace = try Workspace.open(root, surroundings: surroundings)
          let (chat, _) = try workspace.createChat(
            id: number.isMultiple(of: 2) ? "chat-\(number)" : nil,
            first: .init(role: .user, content: "Question \(number)"))
          _ = try workspace.append(.init(role: .assistant, content: "Answer \(number)"), to: chat)
          try workspace.commitTurn(of: chat)
        } catch {
          failures.withLock { $0.append("\(error)") }
        }
        done.update { $0 += 1 }
      }
    }
    _ = done.wait { $0 == turns ? true : nil }
    #expect(failures.withLock { $0 } == [])
    #expect(try sample.git("rev-list", "--count", "HEAD") == "\(commits + turns)\n")
    #expect(try sample.open().catalog().pending() == [])
    #expect(try sample.open().chats().map(\.messages) == Array(repeating: 2, count: turns))
    let subjects = try sample.git("log", "-\(turns)", "--format=%s").split(separator: "\n").map(String.init)
    #expect(Set(subjects) == Set((0..<turns).map { "chat: Question \($0)" }))
    #expect(try sample.git.status() == "" && sample.git.faults() == "")
  }
}

private let somebody = Platform.environment.merging([
  "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org", "GIT_COMMITTER_NAME": "Ada",
  "GIT_COMMITTER_EMAIL": "ada@example.org",
]) { $1 }
