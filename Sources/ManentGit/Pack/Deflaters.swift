/// The two ways to compress: most contents quickly, and those that would not become smaller not at all.
struct Deflaters {
  private let compressing: Deflater
  private let storing: Deflater

  /// Compressors of which the first works at a level from 1 to 9.
  init(level: Int32 = 1) throws(GitError) {
    compressing = try Deflater(level: level)
    storing = try Deflater(level: 0)
  }

  /// Appends the compressed form of `content` to `output`.
  func compress(_ content: UnsafeRawBufferPointer, into output: inout [UInt8]) throws(GitError) {
    try (Self.isNoise(content) ? storing : compressing).compress(content, into: &output)
  }

  /// Whether a content looks as random as compressed data or vectors do, so that compressing it would gain nothing.
  ///
  /// Of 1,024 random bytes about 251 differ; text has fewer than 100 kinds of bytes, pictures and programs have long
  /// runs.
  static func isNoise(_ content: UnsafeRawBufferPointer) -> Bool {
    guard content.count >= 1024 else { return false }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { seen in
      seen.initialize(repeating: 0)
      for index in 0..<1024 { seen[Int(content[index])] = 1 }
      return seen.reduce(0) { $0 + Int($1) } >= 240
    }
  }
}
