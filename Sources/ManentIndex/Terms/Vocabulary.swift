/// What the full-text index knows about its terms.
public protocol Vocabulary {
  /// How many chunks hold a term: 0 for one that none holds.
  func chunks(containing term: String) throws -> Int

  /// Terms between two bounds in the order of their bytes, the upper one excluded, with the number of chunks that
  /// hold each.
  ///
  /// Asked only for terms that no chunk holds. An index with very many may leave some out.
  func terms(from lower: String, to upper: String) throws -> [(term: String, chunks: Int)]
}
