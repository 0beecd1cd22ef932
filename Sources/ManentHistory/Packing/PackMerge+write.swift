internal import ManentCore

extension PackMerge {
  /// Contents that were compressed in haste are compressed again from this size on.
  private static let worthCompressing = 256

  /// Writes the items into a pack, each after what it is a delta on, and gives what an index needs.
  mutating func write(
    to path: Path, reading objects: borrowing GitObjects, report: (Int, Int) -> Void = { _, _ in }
  ) throws(HistoryError) -> (entries: [PackedEntry], checksum: [UInt8]) {
    var stream = try PackStream(to: path, count: items.count)
    let deflaters = try Deflaters(level: 6)
    var offsets = [Int?](repeating: nil, count: items.count)
    var isWaiting = [Bool](repeating: false, count: items.count)
    for place in order() {
      var chain = [place]
      while let last = chain.last, offsets[last] == nil, let base = items[last].base, offsets[base] == nil {
        isWaiting[last] = true
        if isWaiting[base] {
          // Two packs may hold the same objects as deltas on each other.
          items[last].base = nil
          items[last].plan = .whole
        } else {
          chain.append(base)
        }
      }
      for place in chain.reversed() where offsets[place] == nil {
        let offset = stream.offset
        try write(
          items[place], at: offset, base: items[place].base.flatMap { offsets[$0] }, to: &stream, deflaters, objects)
        offsets[place] = offset
        if stream.entries.count % 1024 == 0 {
          report(stream.entries.count, items.count)
          try Interruption.checkInHistory()
        }
      }
    }
    let checksum = try stream.finish()
    report(items.count, items.count)
    return (stream.entries, checksum)
  }

  /// Commits first, as git has them, since a log reads nothing else; then what is newer before what is older.
  private func order() -> [Int] {
    let isCommit = items.indices.filter { items[$0].kind == .commit }
    let others = items.indices.filter { items[$0].kind != .commit }
    return isCommit + others
  }

  private func write(
    _ item: Item, at offset: Int, base: Int?, to stream: inout PackStream, _ deflaters: Deflaters,
    _ objects: borrowing GitObjects
  ) throws(HistoryError) {
    guard let kind = item.kind else { throw HistoryError(.damaged, "write pack", reason: "\(item.id) has no kind") }
    let form = base.map { PackEntryHeader.Form.deltaOnOffset(offset - $0) } ?? .whole(kind)
    switch (item.plan, item.source) {
    case (.delta(_, let compressed, let size), _):
      try compressed.withBytes { bytes throws(HistoryError) in try stream.append(item.id, form, size: size, bytes) }
    case (.copied, .pack(let pack, let entry)):
      try packs[pack].withBytes(entry.range) { bytes throws(HistoryError) in
        // What the disk has spoilt must not be given a new checksum.
        guard Deflater.checksum(bytes) == entry.checksum else { throw Self.damaged(packs[pack], item.id) }
        let payload = UnsafeRawBufferPointer(rebasing: bytes[entry.header.length...])
        if base == nil, let better = try Self.recompressed(payload, size: entry.header.size, deflaters) {
          try better.withBytes { bytes throws(HistoryError) in
            try stream.append(item.id, form, size: entry.header.size, bytes)
          }
        } else {
          try stream.append(item.id, form, size: entry.header.size, payload)
        }
      }
    case (.whole, _), (.copied, .loose):
      try objects.read(item.id, as: kind) { content throws(HistoryError) in
        var compressed: [UInt8] = []
        try deflaters.compress(content, into: &compressed)
        try compressed.withBytes { bytes throws(HistoryError) in
          try stream.append(item.id, .whole(kind), size: content.count, bytes)
        }
      }
    }
  }

  /// A content that was compressed at zlib's quickest level compressed better; `nil` when that gains nothing.
  ///
  /// The header of a zlib stream (RFC 1950) tells the level in the two highest bits of its second byte.
  private static func recompressed(
    _ payload: UnsafeRawBufferPointer, size: Int, _ deflaters: Deflaters
  ) throws(HistoryError) -> [UInt8]? {
    guard payload.count >= worthCompressing, payload[1] >> 6 == 0, payload.count < size - size / 10,
      let content = Inflater.inflate(payload, size: size)
    else { return nil }
    var compressed: [UInt8] = []
    try content.withBytes { bytes throws(HistoryError) in try deflaters.compress(bytes, into: &compressed) }
    return compressed.count < payload.count ? compressed : nil
  }
}
