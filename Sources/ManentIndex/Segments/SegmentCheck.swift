internal import ManentCore

/// What a segment must satisfy before anything in it is used.
struct SegmentCheck {
  let path: Path
  let fingerprint: [UInt8]
  let blob: BlobID
  let isThorough: Bool

  /// The layout of a segment that passes.
  func layout(of bytes: UnsafeRawBufferPointer) throws(SegmentError) -> SegmentLayout {
    let layout = try shape(of: bytes)
    try checkOwner(bytes)
    // Damage shows first as a wrong checksum: whatever else is wrong with such a file says little.
    if isThorough,
      CRC32C.of(UnsafeRawBufferPointer(rebasing: bytes[..<layout.checksum])) != bytes.number(at: layout.checksum)
    {
      throw SegmentError(.checksum, path)
    }
    try checkTable(bytes, layout)
    try checkScales(bytes, layout)
    return layout
  }

  private func shape(of bytes: UnsafeRawBufferPointer) throws(SegmentError) -> SegmentLayout {
    guard bytes.count >= 8, bytes[..<8].elementsEqual(SegmentLayout.magic) else {
      throw SegmentError(.foreignFormat, path)
    }
    guard bytes.count >= SegmentLayout.headerSize else {
      throw SegmentError(.length(expected: SegmentLayout.headerSize, found: bytes.count), path)
    }
    let version = bytes.number(at: 8, as: UInt16.self)
    guard version == SegmentLayout.version else { throw SegmentError(.version(Int(version)), path) }
    guard bytes.number(at: 10, as: UInt16.self) == 0, bytes.number(at: 20, as: UInt32.self) == 0,
      bytes.number(at: 60, as: UInt32.self) == 0
    else { throw SegmentError(.header("reserved bytes are set"), path) }
    let dimensions = Int(bytes.number(at: 12, as: UInt32.self))
    guard let layout = SegmentLayout(dimensions: dimensions, count: Int(bytes.number(at: 16, as: UInt32.self))) else {
      throw SegmentError(.header("\(dimensions) dimensions"), path)
    }
    guard layout.size == bytes.count else {
      throw SegmentError(.length(expected: layout.size, found: bytes.count), path)
    }
    return layout
  }

  private func checkOwner(_ bytes: UnsafeRawBufferPointer) throws(SegmentError) {
    guard bytes[24..<40].elementsEqual(fingerprint) else { throw SegmentError(.embedder, path) }
    guard let found = BlobID(bytes: bytes[40..<60]), found == blob else {
      throw SegmentError(BlobID(bytes: bytes[40..<60]).map { .document($0) } ?? .foreignFormat, path)
    }
  }

  private func checkTable(_ bytes: UnsafeRawBufferPointer, _ layout: SegmentLayout) throws(SegmentError) {
    for index in 0..<layout.count {
      let offset = layout.chunkTable + index * SegmentLayout.chunkSize
      let (start, end) = (bytes.number(at: offset, as: UInt64.self), bytes.number(at: offset + 8, as: UInt64.self))
      guard start <= end, end <= UInt64(Int.max) else {
        throw SegmentError(.header("chunk \(index) has no range"), path)
      }
    }
  }

  private func checkScales(_ bytes: UnsafeRawBufferPointer, _ layout: SegmentLayout) throws(SegmentError) {
    for index in 0..<layout.count {
      let scale = Float(bitPattern: bytes.number(at: layout.scales + index * 4))
      guard scale.isFinite, scale >= 0 else { throw SegmentError(.header("chunk \(index) has no scale"), path) }
    }
  }
}
