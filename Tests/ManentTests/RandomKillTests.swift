import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `A command killed at a random moment` {
  /// How many kills each of the runs below has to make.
  private static let kills = 250

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `loses nothing that was acknowledged, and the next command works without help`(_ seed: UInt64) throws {
    var run = try RandomKills(seed: seed)
    while run.kills < Self.kills { try run.step() }
    try run.finish()
  }
}
