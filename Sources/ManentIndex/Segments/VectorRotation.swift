/// A fixed rotation that spreads what a vector says evenly over its dimensions.
///
/// Hashed vectors hold many zeros and a few large numbers, of which signs alone keep little. A random rotation makes
/// every dimension a mixture of all, so that each sign tells as much as any other and the error of an inner product
/// with signs is small whatever the vectors (Gao and Long 2024, "RaBitQ"). A Hadamard transform after random changes
/// of sign serves as one and takes `d log d` additions (Ailon and Chazelle 2009, "The fast Johnson–Lindenstrauss
/// transform").
///
/// The steps are in the layout of ``Segment``. Lengths and inner products stay as they are.
enum VectorRotation {
  /// The rotated vector. What is not a number counts as 0.
  static func rotated(_ vector: some Collection<Float>) -> [Float] {
    var rotated = vector.map { $0.isFinite ? $0 : 0 }
    let count = rotated.count
    guard count > 1 else { return rotated }
    let size = 1 << (Int.bitWidth - 1 - count.leadingZeroBitCount)
    rotated.withUnsafeMutableBufferPointer { buffer in
      changeSigns(buffer, seed: 0)
      transform(UnsafeMutableBufferPointer(rebasing: buffer[..<size]))
      if size < count {
        changeSigns(buffer, seed: count)
        transform(UnsafeMutableBufferPointer(rebasing: buffer[(count - size)...]))
      }
    }
    return rotated
  }

  /// The highest bit of an output of SplitMix64 (Steele, Lea and Flood 2014) seeded with 0.
  static func changesSign(_ index: Int) -> Bool {
    var mixed = (UInt64(index) &+ 1) &* 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return (mixed ^ (mixed >> 31)) >> 63 == 1
  }

  private static func changeSigns(_ vector: UnsafeMutableBufferPointer<Float>, seed: Int) {
    for index in vector.indices where changesSign(index + seed) { vector[index].negate() }
  }

  /// The Hadamard transform in place, in a fixed order of additions, so that every machine rounds alike.
  private static func transform(_ vector: UnsafeMutableBufferPointer<Float>) {
    var half = 1
    while half < vector.count {
      for start in stride(from: 0, to: vector.count, by: 2 * half) {
        for index in start..<start + half {
          let (left, right) = (vector[index], vector[index + half])
          vector[index] = left + right
          vector[index + half] = left - right
        }
      }
      half *= 2
    }
    let scale = 1 / Float(vector.count).squareRoot()
    for index in vector.indices { vector[index] *= scale }
  }
}
