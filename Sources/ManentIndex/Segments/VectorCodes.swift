/// The short forms of a vector: one bit or eight bits a dimension.
///
/// Signs keep enough of the angle between vectors to choose candidates (Charikar 2002, "Similarity Estimation
/// Techniques from Rounding Algorithms"); eight bits and a scale keep their order (symmetric linear quantisation).
public enum VectorCodes {
  /// One bit a dimension of the rotated vector: set where it is above zero. Dimension `i` is bit `i % 8` of byte `i /
  /// 8`.
  public static func oneBit(_ vector: some Collection<Float>) -> [UInt8] {
    var code = [UInt8](repeating: 0, count: (vector.count + 7) / 8)
    for (index, value) in VectorRotation.rotated(vector).enumerated() where value > 0 {
      code[index / 8] |= 1 << UInt8(index % 8)
    }
    return code
  }

  /// Eight bits a dimension: the vector divided by `scale` and rounded to the nearest of -127…127, halves to even.
  public static func eightBit(_ vector: some Collection<Float>) -> (scale: Float, values: [Int8]) {
    let (scale, values) = linear(vector, levels: 127)
    return (scale, values.map { Int8($0) })
  }

  /// Whole numbers in `-levels...levels` that, times `scale`, are near the vector. What is not a number counts as 0.
  static func linear(_ vector: some Collection<Float>, levels: Int32) -> (scale: Float, values: [Int32]) {
    let largest = vector.reduce(Float(0)) { $1.isFinite ? max($0, abs($1)) : $0 }
    let scale = largest / Float(levels)
    guard scale.isNormal else { return (0, [Int32](repeating: 0, count: vector.count)) }
    let values = vector.map { value in
      value.isFinite ? max(-levels, min(levels, Int32((value / scale).rounded(.toNearestOrEven)))) : 0
    }
    return (scale, values)
  }
}
