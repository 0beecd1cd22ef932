/// Text on its way out: collected, and handed on piece by piece when somebody takes it.
struct ExportOutput {
  /// A piece is handed on once it is this long.
  private static let pieceLength = 1 << 18

  private(set) var bytes: [UInt8] = []
  private let take: (([UInt8]) throws -> Void)?

  /// Output that is handed to `take` piece by piece; without it, all of it stays in ``bytes``.
  init(to take: (([UInt8]) throws -> Void)? = nil) { self.take = take }

  /// Adds text.
  mutating func add(_ text: String) throws {
    bytes.append(contentsOf: text.utf8)
    try handOn(atLeast: Self.pieceLength)
  }

  /// Adds what `body` appends.
  mutating func add(_ body: (inout [UInt8]) throws -> Void) throws {
    try body(&bytes)
    try handOn(atLeast: Self.pieceLength)
  }

  /// Hands on what is left.
  mutating func finish() throws { try handOn(atLeast: 1) }

  private mutating func handOn(atLeast length: Int) throws {
    guard let take, bytes.count >= length else { return }
    try take(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
