#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The weight of a term by how few chunks hold it: ln((N - n + ½) / (n + ½)), the weight of Robertson and Spärck
/// Jones (1976) that BM25 uses, too.
///
/// To the N chunks come 50 imagined ones. Half of them hold each common word, none holds any other. So a workspace of
/// one document already knows that "the" is no subject, and in a large one they make no difference.
enum TermWeight {
  /// Chunks that are imagined.
  static let imagined: Float = 50
  /// What a term in most of the chunks is still worth.
  static let least: Float = 0.05
  /// The weight of a term in a third of the chunks: those that more hold are not worth a search.
  static let telling: Float = 0.7

  static func weight(chunks: Int, of chunkCount: Int, isCommon: Bool) -> Float {
    let total = Float(max(chunkCount, chunks)) + imagined
    let holding = Float(max(0, chunks)) + (isCommon ? imagined / 2 : 0)
    let odds = (total - holding + 0.5) / (holding + 0.5)
    return max(least, log(odds))
  }
}
