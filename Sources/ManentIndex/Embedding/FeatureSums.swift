/// The vector in the making: signed sums of feature weights.
///
/// The sums are whole numbers (weights times ``unit``), so that no order of additions and no processor can make a
/// difference.
struct FeatureSums {
  private var sums: [Int64]

  /// The weight 1.
  static let unit: Float = 4096

  init(dimensions: Int) {
    sums = [Int64](repeating: 0, count: dimensions)
  }

  /// Adds a feature: ten bits of its hash choose the dimension, another one the sign, so that features that meet in a
  /// dimension cancel out on average (Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", 2009).
  @inline(__always)
  mutating func add(_ hash: UInt64, weight: Int64) {
    let dimension = Int(truncatingIfNeeded: hash) & (sums.count - 1)
    sums[dimension] &+= hash >> 63 == 0 ? weight : 0 &- weight
  }

  /// The vector, scaled to length 1; all zero when nothing was added.
  ///
  /// Every operation here is one that IEEE 754 defines to the last bit.
  func unitVector() -> [Float] {
    var squares = 0.0
    for sum in sums { squares += Double(sum) * Double(sum) }
    guard squares > 0 else { return [Float](repeating: 0, count: sums.count) }
    let length = squares.squareRoot()
    return sums.map { Float(Double($0) / length) }
  }
}
