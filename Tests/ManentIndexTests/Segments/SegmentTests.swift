import Foundation
import ManentCore
import ManentIndex
import TestSupport
import Testing

@Suite(.temporaryFolder) struct SegmentTests {
  private let fingerprint = Array("0123456789abcdef".utf8)
  private let blob = BlobID("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")
  private let other = BlobID("0000000000000000000000000000000000000001")
  private var path: Path { TemporaryFolder.current / "one.seg" }

  @Test func `What is written reads back`() throws {
    let blob = try #require(blob)
    for (dimensions, count) in [(8, 1), (1024, 3), (40, 7), (24, 0)] {
      var random = SeededGenerator(seed: UInt64(dimensions))
      let chunks = (0..<count).map { SegmentChunk(range: $0 * 10..<$0 * 10 + 9, page: $0 == 1 ? nil : $0 + 1) }
      let vectors = random.vector(dimensions * count)
      try write(dimensions, chunks, vectors)
      let segment = try Segment.open(path, expecting: fingerprint, blob: blob)
      let facts = (segment.count, segment.dimensions)
      #expect(facts == (count, dimensions))
      let found = (0..<count).map { segment.chunk($0) }
      #expect(found == chunks)
      let expected = (0..<count).flatMap { VectorCodes.oneBit(vectors[$0 * dimensions..<($0 + 1) * dimensions]) }
      let codes = segment.withOneBitCodes { Array($0) }
      #expect(codes == expected)
      let query = random.vector(dimensions)
      for index in 0..<count {
        let exact = zip(query, vectors[index * dimensions..<(index + 1) * dimensions]).reduce(0) { $0 + $1.0 * $1.1 }
        let score = segment.score(index, query: ScanQuery(query)) ?? .nan
        #expect(abs(score - exact) < 0.003 * Float(dimensions).squareRoot())
      }
    }
  }

  @Test func `The bytes are those of the documented layout`() throws {
    let blob = try #require(blob)
    let vector: [Float] = [1, -1, 0.5, 0, -0.25, 0, 0, 0.1]
    let bytes = SegmentWriter.bytes(
      fingerprint: fingerprint, blob: blob, dimensions: 8, chunks: [SegmentChunk(range: 3..<258, page: 2)],
      vectors: vector)
    let header: [UInt8] = [1, 0, 0, 0, 8, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]
    let table: [UInt8] = [3, 0, 0, 0, 0, 0, 0, 0, 2, 1, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0]
    // Row i of the Hadamard matrix has -1 where i and j share an odd number of bits.
    let turned = vector.indices.map { VectorRotationTests.signs[$0] * vector[$0] }
    let rotated = (0..<8).map { row in
      (0..<8).reduce(Float(0)) { (row & $1).nonzeroBitCount.isMultiple(of: 2) ? $0 + turned[$1] : $0 - turned[$1] }
    }
    let oneBit =
      [rotated.indices.reduce(UInt8(0)) { rotated[$1] > 0 ? $0 | 1 << UInt8($1) : $0 }] + [0, 0, 0, 0, 0, 0, 0]
    let scale = (Float(1) / 127).bitPattern
    let scales = (0..<4).map { UInt8(truncatingIfNeeded: scale >> ($0 * 8)) } + [0, 0, 0, 0]
    // -1 / (1 / 127) is -127; 0.5 is 63.5, which rounds to the even 64.
    let eightBit = [Int8(127), -127, 64, 0, -32, 0, 0, 13].map { UInt8(bitPattern: $0) }
    let expected =
      Array("MANENTSG".utf8) + header + fingerprint + blob.bytes + [0, 0, 0, 0] + table + oneBit + scales + eightBit
    #expect(Array(bytes.dropLast(4)) == expected)
    #expect(
      bytes
        == SegmentWriter.bytes(
          fingerprint: fingerprint, blob: blob, dimensions: 8, chunks: [SegmentChunk(range: 3..<258, page: 2)],
          vectors: vector))
  }

  @Test func `Numbers that are none count as zero`() throws {
    let blob = try #require(blob)
    try write(8, [SegmentChunk(range: 0..<1)], [.nan, .infinity, -.infinity, 1, 0, 0, 0, 0])
    let segment = try Segment.open(path, expecting: fingerprint, blob: blob)
    let score = segment.score(0, query: ScanQuery([1, 1, 1, 1, .nan, .infinity, 0, 0]))
    #expect(abs((score ?? 0) - 1) < 1e-6)
  }

  @Test func `Places and queries that do not fit have no answer`() throws {
    let blob = try #require(blob)
    try write(8, [SegmentChunk(range: 0..<1)], [Float](repeating: 1, count: 8))
    let segment = try Segment.open(path, expecting: fingerprint, blob: blob)
    let chunks = [segment.chunk(-1), segment.chunk(1)]
    #expect(chunks == [nil, nil])
    let (fitting, foreign) = (ScanQuery([Float](repeating: 1, count: 8)), ScanQuery([Float](repeating: 1, count: 16)))
    let scores = [segment.score(1, query: fitting), segment.score(0, query: foreign)]
    #expect(scores == [nil, nil])
  }

  @Test func `A segment of another embedder, document or version is refused with the reason`() throws {
    let (blob, other) = (try #require(blob), try #require(other))
    try write(8, [], [])
    #expect(failure(expecting: Array(repeating: 0, count: 16), blob) == .embedder)
    #expect(failure(expecting: [], blob) == .embedder)
    #expect(failure(expecting: fingerprint, other) == .document(blob))
    var bytes = try Files.read(path)
    bytes[8] = 2
    try Files.writeAtomically(bytes, to: path)
    #expect(failure(expecting: fingerprint, blob) == .version(2))
    try Files.writeAtomically(Array("something else altogether".utf8), to: path)
    #expect(failure(expecting: fingerprint, blob) == .foreignFormat)
    try Files.remove(path)
    #expect(failure(expecting: fingerprint, blob) == .file(FileError("open", path, code: ENOENT)))
  }

  @Test func `Every flipped bit and every cut is noticed`() throws {
    let blob = try #require(blob)
    var random = SeededGenerator(seed: 4)
    try write(16, [SegmentChunk(range: 0..<5), SegmentChunk(range: 6..<9)], random.vector(32))
    let whole = try Files.read(path)
    for index in whole.indices {
      var bytes = whole
      bytes[index] ^= 1 << UInt8.random(in: 0...7, using: &random)
      try Files.writeNew(bytes, to: path + ".flip\(index)", sync: false)
      #expect(throws: SegmentError.self) { try open(path + ".flip\(index)", blob) }
    }
    for length in 0..<whole.count {
      try Files.writeNew(Array(whole[..<length]), to: path + ".cut\(length)", sync: false)
      #expect(throws: SegmentError.self) { try open(path + ".cut\(length)", blob) }
    }
  }

  @Test func `Damage that the checksum does not see does no harm`() throws {
    let blob = try #require(blob)
    var random = SeededGenerator(seed: 5)
    try write(16, [SegmentChunk(range: 0..<5), SegmentChunk(range: 6..<9)], random.vector(32))
    let whole = try Files.read(path)
    let query = ScanQuery(random.vector(16))
    var opened = 0
    for round in 0..<1000 {
      var bytes = whole
      for _ in 0...Int.random(in: 0...6, using: &random) {
        let index = Int.random(in: round.isMultiple(of: 2) ? 8..<64 : 64..<whole.count, using: &random)
        bytes[index] = [0, 1, 0x7F, 0xFF].randomElement(using: &random) ?? 0
      }
      let path = path + ".\(round)"
      try Files.writeNew(bytes, to: path, sync: false)
      do throws(SegmentError) {
        let segment = try Segment.open(path, expecting: fingerprint, blob: blob, checkingContent: false)
        opened += 1
        for index in 0..<segment.count {
          let (score, chunk) = (segment.score(index, query: query), segment.chunk(index))
          #expect(score.map { !$0.isNaN } == true && chunk != nil)
        }
      } catch {}
      try Files.remove(path)
    }
    #expect(opened > 0)
  }

  private func write(_ dimensions: Int, _ chunks: [SegmentChunk], _ vectors: [Float]) throws {
    let bytes = SegmentWriter.bytes(
      fingerprint: fingerprint, blob: try #require(blob), dimensions: dimensions, chunks: chunks, vectors: vectors)
    try Files.writeAtomically(bytes, to: path)
  }

  private func open(_ path: Path, _ blob: BlobID) throws {
    _ = try Segment.open(path, expecting: fingerprint, blob: blob).count
  }

  private func failure(expecting fingerprint: [UInt8], _ blob: BlobID) -> SegmentError.Code? {
    do throws(SegmentError) {
      _ = try Segment.open(path, expecting: fingerprint, blob: blob).count
      return nil
    } catch { return error.code }
  }
}

private func + (path: Path, suffix: String) -> Path { Path(path.string + suffix) }
