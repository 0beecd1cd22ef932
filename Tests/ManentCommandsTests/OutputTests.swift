import ManentCatalog
import ManentChat
import ManentChats
import ManentCommandLine
import ManentCore
import ManentDocuments
import ManentFormats
import ManentGit
import ManentHistory
import ManentRecords
import ManentTerminal
import ManentWorkspace
import Testing

@testable import ManentCommands

@Suite struct OutputTests {
  @Test func `Settings are listed without keys, and with all else`() {
    let endpoints: JSON = [
      "a": ["base_url": "http://h", "key": "a", "headers": ["X": "y"]], "b": ["key": "sample-0123456789-abcdef"],
    ]
    #expect(
      ShownSetting.value(endpoints, at: ["endpoints"]) == [
        "a": ["base_url": "http://h", "key": "a", "headers": ["X": "…"]], "b": ["key": "…"],
      ])
    let plugins: JSON = ["x": ["api_key": "k", "token": ["t"], "monkey": "m", "limits": ["total": "1h"], "place": "p"]]
    #expect(
      ShownSetting.value(plugins, at: ["plugins"]) == [
        "x": ["api_key": "…", "token": ["…"], "monkey": "…", "limits": ["total": "1h"], "place": "p"]
      ])
    #expect(ShownSetting.value("x", at: ["plugins", "x", "secret"]) == "…")
    #expect(ShownSetting.value("x", at: ["chat", "token"]) == "x")
  }

  static let errors: [(any Error, ExitCode)] = {
    func workspace(_ code: WorkspaceError.Code) -> any Error { WorkspaceError(code, "x", "y") }
    func chat(_ code: ChatError.Code) -> any Error { ChatError(code, "x") }
    return [
      (UsageError(.other("x"), command: "manent") as any Error, .usage),
      (Interruption(), .interrupted), (workspace(.noWorkspace), .notFound), (workspace(.noDocument), .notFound),
      (workspace(.noChat), .notFound), (workspace(.badName), .usage), (workspace(.ambiguous), .usage),
      (workspace(.exists), .refused), (workspace(.unknownLayout), .failed), (workspace(.noTemplate), .failed),
      (workspace(.badDocument), .failed), (workspace(.unsupported), .failed), (workspace(.readOnly), .failed),
      (chat(.emptyMessage), .usage), (chat(.badMessage), .usage),
      (chat(.noProvider), .usage), (chat(.failed), .failed), (FileError("open", "/x", code: 2), .notFound),
      (FileError("open", "/x", code: 13), .failed),
      (GitError(.git, "x"), .failed),
      (YAMLError(file: "x", line: 1, column: 1, message: "y", sourceLine: ""), .failed),
      (OutputError(stream: "standard output", isClosed: false), .failed),
    ]
  }()

  @Test func `Every error ends the process with its status`() throws {
    let catalog = #expect(throws: CatalogError.self) { try Catalog.open(at: "/nonexistent/x", tokenizer: "ascii") }
    #expect(ExitCode(try #require(catalog)) == .failed)
    for (error, code) in Self.errors { #expect(ExitCode(error) == code, "\(error)") }
    #expect(
      [ExitCode.done, .failed, .usage, .notFound, .refused, .interrupted].map(\.rawValue) == [0, 1, 2, 3, 4, 130])
  }
}
