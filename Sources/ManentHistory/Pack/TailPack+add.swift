extension TailPack {
  /// No chain of deltas of a tail is longer; git allows 50.
  private static let longestChain = 40

  /// Adds an object at the end.
  func add(_ object: NewObject, deflating deflaters: Deflaters) throws(HistoryError) {
    var delta: (base: Int, bytes: [UInt8])?
    if let former = object.former, let place = place(of: former) { delta = difference(of: object, from: place) }
    let start = bytes.count
    if let (base, delta) = delta {
      PackEntryHeader.append(.deltaOnOffset(start - entries[base].range.lowerBound), size: delta.count, to: &bytes)
      try delta.withBytes { content throws(HistoryError) in try deflaters.compress(content, into: &bytes) }
    } else {
      PackEntryHeader.append(.whole(object.kind), size: object.content.count, to: &bytes)
      try object.content.withBytes { content throws(HistoryError) in try deflaters.compress(content, into: &bytes) }
    }
    let entry: Entry? = bytes.withUnsafeBytes {
      let area = UnsafeRawBufferPointer(rebasing: $0[start...])
      return PackEntryHeader(area).map { header in
        Entry(
          id: object.id, kind: object.kind, range: start..<start + area.count, header: header,
          checksum: Deflater.checksum(area), base: delta?.base, depth: delta.map { entries[$0.base].depth + 1 } ?? 0)
      }
    }
    if let entry { append(entry) }
  }

  /// What the object is to be written as; `nil` when it is better written whole.
  private func difference(of object: NewObject, from former: Int) -> (base: Int, bytes: [UInt8])? {
    guard entries[former].kind == object.kind else { return nil }
    if object.kind == .blob, let grown = growth(of: former, to: object) { return (former, grown) }
    // Trees and commits differ in little from any of their former versions: on the one that is whole, they are read
    // at once.
    var base = former
    if object.kind != .blob { while let next = entries[base].base { base = next } }
    guard entries[base].depth < Self.longestChain, let content = content(at: base) else { return nil }
    let delta = content.withUnsafeBytes { content in
      object.content.withUnsafeBytes { DeltaMaker.delta(from: content, to: $0, limit: $0.count * 2 / 3) }
    }
    return delta.map { (base, $0) }
  }

  /// The delta for a content that begins with all of its former version, as that of a chat does: told by the name of
  /// its beginning, so that the former version need not be put together.
  private func growth(of former: Int, to object: NewObject) -> [UInt8]? {
    guard entries[former].depth < Self.longestChain, let size = size(at: former), size < object.content.count,
      size > 0
    else { return nil }
    return object.content.withUnsafeBytes { content in
      let beginning = UnsafeRawBufferPointer(rebasing: content[..<size])
      guard (try? GitObjects.name(of: beginning, as: object.kind)) == entries[former].id else { return nil }
      var delta = Delta.start(base: size, result: content.count)
      Delta.copy(0, size, to: &delta)
      Delta.insert(content[size...], to: &delta)
      return delta
    }
  }
}
