import Foundation
import ManentCore
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `The server killed at random moments` {
  /// `MANENT_LONG=1` kills as often as the product promises.
  private static let kills = Machine.isThorough ? 500 : 10

  @Test func `loses no acknowledged line, doubles none, and begins again without help`() throws {
    let server = try LiveServer()
    _ = server.stop(SIGTERM)
    let outcome = try Program(in: TemporaryFolder.current, environment: server.tool.environment).run([
      "python3", "\(Path(#filePath).parent)/Clients/kills.py", Tool.program.string, server.root.string, server.token,
      "\(Self.kills)", "1",
    ])
    #expect(outcome.output.split(separator: "\n").last == "well", "\(outcome)")
  }
}
