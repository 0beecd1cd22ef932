/// What a unit holds of a question, and where.
struct UnitReading {
  /// Which unit of the passage's outline.
  var unit: Int
  /// For each term how well the unit itself holds it, 0 to 1.
  var own: [Float]
  /// For each term how well the unit or what stands above it holds it.
  var held: [Float]
  /// The same with everything above it at full weight: what an answer is about may stand in a title alone.
  var whole: [Float]
  /// The share of the question's weight in `own`.
  var ownShare: Float
  /// The share of the question's weight in `held`.
  var share: Float
  /// Neighbours in the question that are neighbours in the unit or in its lead.
  var adjacency: Float
  /// Whether it holds a number that the question does not.
  var hasNumber: Bool
  var precision: Float
  var abovePrecision: Float
  var words: Float
  var named: Float
  var begins: Bool
  var isEcho: Bool
}
