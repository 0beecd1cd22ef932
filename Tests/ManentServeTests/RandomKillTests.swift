import Foundation
import ManentCore
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `The server killed at random moments` {
  /// `MANENT_LONG=1` kills as often as the product promises.
  private static let kills = Machine.isThorough ? 500 : 10

  /// Runs a script that kills the server again and again.
  private func expectWell(_ script: String, _ more: String...) throws {
    let server = try LiveServer()
    _ = server.stop(SIGTERM)
    let outcome = try Program(in: TemporaryFolder.current, environment: server.tool.environment).run(
      [
        "python3", "\(Path(#filePath).parent)/Clients/\(script)", Tool.program.string, server.root.string, server.token,
        "\(Self.kills)", "1",
      ] + more)
    #expect(outcome.output.split(separator: "\n").last == "well", "\(outcome)")
  }

  @Test func `loses no acknowledged line, doubles none, and begins again without help`() throws {
    try expectWell("kills.py")
  }

  @Test func `does no worse when it is asked to end`() throws { try expectWell("kills.py", "TERM") }

  @Test func `has every uploaded document whole, as it was acknowledged or later`() throws {
    try expectWell("upload_kills.py")
  }
}
