import CKernels
import TestSupport
import Testing

@Suite struct KernelTests {
  @Test func `The bit scan adds the query's numbers where bits are set, for every row length`() {
    var random = SeededGenerator(seed: 6)
    let limit = Int32(1) << (MANENT_PLANES - 1)
    for rowBytes in Array(1...40) + [64, 127, 128, 129, 192, 1000] {
      let query = (0..<rowBytes * 8).map { _ in Int32.random(in: -limit..<limit, using: &random) }
      let count = 5
      let rows = (0..<count * rowBytes).map { _ in UInt8.random(in: 0...255, using: &random) }
      var sums = [Int32](repeating: 0, count: count)
      manent_scan_bits(rows, count, rowBytes, planes(of: query), &sums)
      let expected = (0..<count).map { row in
        query.indices.reduce(Int32(0)) { sum, index in
          rows[row * rowBytes + index / 8] >> UInt8(index % 8) & 1 == 1 ? sum + query[index] : sum
        }
      }
      #expect(sums == expected)
    }
  }

  @Test func `The inner product is exact, for every length and at the ends of the numbers`() {
    var random = SeededGenerator(seed: 7)
    for count in Array(0...130) + [1024, 4097] {
      let query = (0..<count).map { _ in Int16.random(in: -4000...4000, using: &random) }
      let code = (0..<count).map { _ in Int8.random(in: -127...127, using: &random) }
      let expected = zip(query, code).reduce(Int32(0)) { $0 + Int32($1.0) * Int32($1.1) }
      #expect(manent_dot_i16_i8(query, code, count) == expected)
    }
    let query = [Int16](repeating: 16_383, count: 1024)
    #expect(manent_dot_i16_i8(query, [Int8](repeating: -128, count: 1024), 1024) == -16_383 * 128 * 1024)
  }

  @Test func `The checksum is CRC-32C`() {
    // RFC 3720, appendix B.4.
    #expect(crc([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
    #expect(crc([UInt8](repeating: 0xFF, count: 32)) == 0x62A8_AB43)
    #expect(crc(Array(0..<32)) == 0x46DD_794E)
    #expect(crc(Array((0..<32).reversed())) == 0x113F_DB5C)
    #expect(crc(Array("123456789".utf8)) == 0xE306_9283)
    #expect(crc([]) == 0)
  }

  private func crc(_ bytes: [UInt8]) -> UInt32 { manent_crc32c(bytes, bytes.count) }

  private func planes(of query: [Int32]) -> [UInt64] {
    let words = (query.count + 63) / 64
    return (0..<Int(MANENT_PLANES)).flatMap { plane in
      (0..<words).map { word in
        (0..<64).reduce(UInt64(0)) { bits, bit in
          let index = word * 64 + bit
          return index < query.count && query[index] >> Int32(plane) & 1 == 1 ? bits | 1 << UInt64(bit) : bits
        }
      }
    }
  }
}
