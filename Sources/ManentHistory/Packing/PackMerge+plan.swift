extension PackMerge {
  /// Makes each former version a delta on a newer one, where that is worth it.
  mutating func plan(_ pairs: [Pair], reading objects: borrowing GitObjects) throws(HistoryError) {
    let deflater = try Deflater(level: 6)
    // Many versions of one chat follow each other, and all are beginnings of the newest.
    var newest: (place: Int, content: [UInt8])?
    for pair in pairs {
      let former = items[pair.former]
      guard former.base == nil, former.kind == items[pair.newer].kind, let kind = former.kind,
        let head = root(of: pair.newer), head != pair.former
      else { continue }
      let content = try objects.read(former.id, as: kind)
      guard content.count > 64 else { continue }
      let longest = former.isNew ? Self.longestNewChain : Self.longestChain
      var found: (base: Int, bytes: [UInt8])?
      if kind == .blob, head != pair.newer, former.height + 1 <= Self.longestChain {
        // What a chat was is the beginning of what it has become.
        if newest?.place != head { newest = (head, try objects.read(items[head].id, as: .blob)) }
        if let whole = newest?.content { found = Self.beginning(content, of: whole).map { (head, $0) } }
      }
      if found == nil, depth(of: pair.newer) + 1 + former.height <= longest {
        found = try delta(content, on: pair.newer, kind, reading: objects).map { (pair.newer, $0) }
      }
      if found == nil, head != pair.newer, former.height + 1 <= Self.longestChain {
        found = try delta(content, on: head, kind, reading: objects).map { (head, $0) }
      }
      guard let (base, delta) = found else { continue }
      var compressed: [UInt8] = []
      try delta.withBytes { bytes throws(HistoryError) in try deflater.compress(bytes, into: &compressed) }
      if case .copied = former.plan, case .pack(_, let entry) = former.source,
        compressed.count >= entry.range.count - entry.header.length
      {
        continue
      }
      items[pair.former].plan = .delta(on: base, compressed: compressed, size: delta.count)
      items[pair.former].base = base
      raiseBases(of: pair.former)
    }
  }

  /// The delta for a content with which another begins; `nil` when it does not.
  private static func beginning(_ content: [UInt8], of whole: [UInt8]) -> [UInt8]? {
    let isBeginning = content.withUnsafeBytes { content in
      whole.withUnsafeBytes { $0.count >= content.count && DeltaMaker.commonPrefix(content, $0) == content.count }
    }
    guard isBeginning else { return nil }
    var delta = Delta.start(base: whole.count, result: content.count)
    Delta.copy(0, content.count, to: &delta)
    return delta
  }

  /// A delta that makes `content` of another item, tried out before it is trusted.
  private func delta(
    _ content: [UInt8], on place: Int, _ kind: ObjectKind, reading objects: borrowing GitObjects
  ) throws(HistoryError) -> [UInt8]? {
    try objects.read(items[place].id, as: kind) { base throws(HistoryError) in
      let delta = content.withUnsafeBytes { DeltaMaker.delta(from: base, to: $0, limit: $0.count / 2) }
      guard let delta, delta.withUnsafeBytes({ Delta.apply($0, to: base, limit: content.count) }) == content else {
        return nil
      }
      return delta
    }
  }
}
