import TestSupport
import Testing

@testable import ManentIndex

@Suite struct VectorRotationTests {
  /// What the documented generator says for the first dimensions.
  static var signs: [Float] {
    var generator = SeededGenerator(seed: 0)
    return (0..<8).map { _ in generator.next() >> 63 == 1 ? -1 : 1 }
  }

  @Test func `The signs are those of SplitMix64 from seed 0`() {
    // The generator's first outputs begin with e2, 6e, 06, f8.
    #expect((0..<4).map { VectorRotation.changesSign($0) } == [true, false, false, true])
    #expect((0..<8).map { VectorRotation.changesSign($0) ? -1 : 1 } == Self.signs)
  }

  @Test(arguments: [0, 1, 8, 24, 40, 384, 768, 1000, 1024])
  func `Lengths and inner products stay as they are`(dimensions: Int) {
    var random = SeededGenerator(seed: 10)
    let (left, right) = (random.vector(dimensions), random.vector(dimensions))
    let before = zip(left, right).reduce(Float(0)) { $0 + $1.0 * $1.1 }
    let after = zip(VectorRotation.rotated(left), VectorRotation.rotated(right)).reduce(Float(0)) { $0 + $1.0 * $1.1 }
    #expect(abs(before - after) < 1e-3)
  }

  @Test func `A single number is spread over all dimensions`() {
    for dimensions in [64, 384] {
      for index in [0, dimensions / 2, dimensions - 1] {
        var vector = [Float](repeating: 0, count: dimensions)
        vector[index] = 1
        let rotated = VectorRotation.rotated(vector)
        #expect(rotated.filter { $0 != 0 }.count >= dimensions / 2)
        #expect(rotated.allSatisfy { abs($0) < 0.2 })
      }
    }
  }
}
