import ManentCore
import TestSupport
import Testing

@testable import ManentIndex

@Suite(.temporaryFolder) struct ScanTests {
  private let fingerprint = Array("0123456789abcdef".utf8)
  private var path: Path { TemporaryFolder.current / "codes" }

  @Test func `Rows are found again where they were added, also by another process`() throws {
    try CodeCache.create(at: path, dimensions: 64, fingerprint: fingerprint)
    var cache = try CodeCache.open(path)
    #expect(cache.rows == 0)
    #expect(cache.dimensions == 64)
    #expect(cache.fingerprint == fingerprint)
    #expect(try cache.append(codes: Array(0..<16)) == 0)
    #expect(try cache.append(codes: []) == 2)
    var second = try CodeCache.open(path)
    #expect(try second.append(codes: Array(16..<24)) == 2)
    #expect(try cache.append(codes: Array(24..<32)) == 3)
    #expect(cache.rows == 4)
    #expect(cache.withRows { Array($0) } == Array(0..<32))
    #expect(cache.generation == second.generation)
  }

  @Test func `What a crash left of a row is ignored, then cut off`() throws {
    try CodeCache.create(at: path, dimensions: 64, fingerprint: fingerprint)
    var cache = try CodeCache.open(path)
    _ = try cache.append(codes: Array(repeating: 1, count: 8))
    try Files.append([9, 9, 9], to: path)
    var reopened = try CodeCache.open(path)
    #expect(reopened.rows == 1)
    #expect(try reopened.append(codes: Array(repeating: 2, count: 8)) == 1)
    try reopened.sync()
    #expect(reopened.withRows { Array($0) } == Array(repeating: 1, count: 8) + Array(repeating: 2, count: 8))
  }

  @Test func `A cache that was made anew takes no rows from those who hold the old one`() throws {
    try CodeCache.create(at: path, dimensions: 64, fingerprint: fingerprint)
    var cache = try CodeCache.open(path)
    let generation = cache.generation
    try CodeCache.create(at: path, dimensions: 64, fingerprint: fingerprint)
    let failure = failure { () throws(SegmentError) in _ = try cache.append(codes: Array(repeating: 1, count: 8)) }
    #expect(failure == .replaced)
    #expect(try CodeCache.open(path).generation != generation)
    #expect(try CodeCache.open(path).rows == 0)
  }

  @Test func `Codes that are no whole rows are refused`() throws {
    try CodeCache.create(at: path, dimensions: 64, fingerprint: fingerprint)
    var cache = try CodeCache.open(path)
    let failure = failure { () throws(SegmentError) in _ = try cache.append(codes: [1, 2, 3]) }
    #expect(failure == .rows(bytes: 3, rowBytes: 8))
  }

  @Test func `Every flipped bit and every cut of the header is noticed`() throws {
    try CodeCache.create(at: path, dimensions: 64, fingerprint: fingerprint)
    let header = try Files.read(path)
    let damaged = TemporaryFolder.current / "damaged"
    for bit in 0..<header.count * 8 {
      var bytes = header
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      try Files.remove(damaged)
      try Files.writeNew(bytes, to: damaged, sync: false)
      #expect(throws: SegmentError.self) { _ = try CodeCache.open(damaged).rows }
    }
    for length in 0..<header.count {
      try Files.remove(damaged)
      try Files.writeNew(Array(header[..<length]), to: damaged, sync: false)
      #expect(throws: SegmentError.self) { _ = try CodeCache.open(damaged).rows }
    }
  }

  @Test func `The best rows come first, equal ones by number, as a plain search finds them`() throws {
    var random = SeededGenerator(seed: 8)
    for dimensions in [8, 24, 64, 1024] {
      try CodeCache.create(at: path, dimensions: dimensions, fingerprint: fingerprint)
      var cache = try CodeCache.open(path)
      // Few different rows, so that many are equal.
      let kinds = (0..<40).map { _ in VectorCodes.oneBit(random.vector(dimensions)) }
      let rows = (0..<2500).map { _ in kinds.randomElement(using: &random) ?? [] }
      _ = try cache.append(codes: rows.flatMap { $0 })
      let query = random.vector(dimensions)
      let coarse = VectorCodes.linear(VectorRotation.rotated(query), levels: 15)
      let exact = rows.map { row in
        coarse.values.indices.reduce(Int32(0)) {
          row[$1 / 8] >> UInt8($1 % 8) & 1 == 1 ? $0 + coarse.values[$1] : $0 - coarse.values[$1]
        }
      }
      let order = rows.indices.sorted { (exact[$0], $1) > (exact[$1], $0) }
      for limit in [0, 1, 50, 2500, 9999] {
        let found = try Scan.top(limit, query: ScanQuery(query), in: cache)
        #expect(found.map(\.row) == Array(order.prefix(limit)))
        let scale = coarse.scale * (Float.pi / 2 / Float(dimensions)).squareRoot()
        #expect(found.allSatisfy { abs($0.score - Float(exact[$0.row]) * scale) <= 1e-4 * abs($0.score) })
      }
      let odd = try Scan.top(20, query: ScanQuery(query), in: cache) { !$0.isMultiple(of: 2) }
      #expect(odd.map(\.row) == Array(order.filter { !$0.isMultiple(of: 2) }.prefix(20)))
    }
  }

  @Test func `A query of other dimensions is refused`() throws {
    try CodeCache.create(at: path, dimensions: 64, fingerprint: fingerprint)
    let cache = try CodeCache.open(path)
    let failure = failure { () throws(SegmentError) in _ = try Scan.top(1, query: ScanQuery([1, 2]), in: cache) }
    #expect(failure == .dimensions(expected: 64, found: 2))
  }

  @Test func `The scan keeps what an exact search finds best, also among vectors of many zeros`() throws {
    var random = SeededGenerator(seed: 9)
    let vectors = (0..<500).map { _ in random.vector(1024, zeros: 0.9) }
    try CodeCache.create(at: path, dimensions: 1024, fingerprint: fingerprint)
    var cache = try CodeCache.open(path)
    _ = try cache.append(codes: vectors.flatMap { VectorCodes.oneBit($0) })
    for wanted in 0..<20 {
      let noise = random.vector(1024, zeros: 0.9)
      let query = zip(vectors[wanted], noise).map { $0 + $1 }
      #expect(try Scan.top(3, query: ScanQuery(query), in: cache).contains { $0.row == wanted })
    }
  }

  private func failure(_ body: () throws(SegmentError) -> Void) -> SegmentError.Code? {
    do throws(SegmentError) {
      try body()
      return nil
    } catch { return error.code }
  }
}
