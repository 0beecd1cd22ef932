/// A candidate's place in the joined ranking.
public struct RankedCandidate: Sendable, Hashable {
  /// Which of the candidates.
  public let index: Int
  /// 0 to 1: how well it fits the question, comparable between questions.
  public let score: Float
  /// What the score is made of.
  public let evidence: Evidence
}
