internal import CKernels

/// A query vector in the whole numbers that codes are compared with.
public struct ScanQuery: Sendable {
  /// Numbers in the vector.
  public let dimensions: Int
  /// For the 1-bit scan: bit planes of the rotated vector in few bits, the lowest plane first, each of whole 64-bit
  /// words.
  let planes: [UInt64]
  /// The factor between a 1-bit score and an inner product with signs.
  let planeScale: Float
  /// The sum of the rotated vector in few bits: what all dimensions together would add.
  let planeSum: Int32
  /// For 8-bit codes.
  private let values: [Int16]
  private let scale: Float

  /// Bits in which the query is compared with 1-bit codes.
  static let planeCount = Int(MANENT_PLANES)

  /// A query from its vector. What is not a number counts as 0.
  public init(_ vector: [Float]) {
    dimensions = vector.count
    // As fine as sums of 32 bits allow, so that no machine rounds.
    let levels = min(Int32(Int16.max), Int32.max / (128 * Int32(clamping: max(1, min(vector.count, 65_536)))))
    let fine = VectorCodes.linear(vector, levels: max(1, levels))
    values = fine.values.map { Int16(clamping: $0) }
    scale = fine.scale
    let coarse = VectorCodes.linear(VectorRotation.rotated(vector), levels: 1 << (Int32(Self.planeCount) - 1) - 1)
    planeScale = coarse.scale
    planeSum = coarse.values.reduce(0, &+)
    planes = Self.planes(of: coarse.values)
  }

  /// Two's complement, a plane per bit.
  private static func planes(of values: [Int32]) -> [UInt64] {
    let words = (values.count + 63) / 64
    var planes = [UInt64](repeating: 0, count: words * planeCount)
    for (index, value) in values.enumerated() {
      for plane in 0..<planeCount where value >> Int32(plane) & 1 == 1 {
        planes[plane * words + index / 64] |= 1 << UInt64(index % 64)
      }
    }
    return planes
  }

  /// What the inner product with a row's vector is likely to be when that has length 1, from the sum over the row's
  /// set bits.
  func score(ofSum sum: Int32) -> Float {
    // Where a bit is set the sign is 1, elsewhere -1: the set ones twice, less all.
    let product = Float(2 * sum - planeSum) * planeScale / Float(dimensions).squareRoot()
    // A rotated vector and its signs at length 1 have an inner product near the root of 2 / π (Gao and Long 2024).
    return product * (Float.pi / 2).squareRoot()
  }

  /// The inner product with an 8-bit code of the same dimensions.
  func product(with code: UnsafeRawBufferPointer, scale codeScale: Float) -> Float {
    let sum = values.withUnsafeBufferPointer { values in
      manent_dot_i16_i8(
        values.baseAddress, code.baseAddress?.assumingMemoryBound(to: Int8.self), min(values.count, code.count))
    }
    return Float(sum) * scale * codeScale
  }
}
