/// Something that orders documents by how well they fit a question.
protocol Ranking {
  /// The names of the documents of the best passages, the best first; a document may come more than once.
  ///
  /// - Parameters:
  ///   - question: any text.
  ///   - limit: at most how many passages.
  func documents(for question: String, limit: Int) throws -> [String]
}
