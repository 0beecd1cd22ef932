/// A delta as packs have it: the sizes of the base and of the result, then what to copy from the base and what to insert.
///
/// Format: git's `gitformat-pack`, "Deltified representation".
enum Delta {
  /// The most bytes that one instruction copies.
  private static let longestCopy = 0xFF_FFFF
  /// The most bytes that one instruction inserts.
  private static let longestInsert = 127

  /// Begins a delta with the two sizes.
  static func start(base: Int, result: Int) -> [UInt8] {
    var delta: [UInt8] = []
    for size in [base, result] {
      var rest = size
      while rest > 0x7F {
        delta.append(UInt8(rest & 0x7F) | 0x80)
        rest >>= 7
      }
      delta.append(UInt8(rest))
    }
    return delta
  }

  /// Appends instructions that copy `count` bytes of the base from `offset` on.
  static func copy(_ offset: Int, _ count: Int, to delta: inout [UInt8]) {
    var (offset, rest) = (offset, count)
    while rest > 0 {
      let count = min(rest, longestCopy)
      let place = delta.count
      delta.append(0)
      var command: UInt8 = 0x80
      for index in 0..<4 where offset >> (8 * index) & 0xFF != 0 {
        delta.append(UInt8(offset >> (8 * index) & 0xFF))
        command |= 1 << index
      }
      // A size of 64 KiB is the one that needs no byte.
      for index in 0..<3 where count != 0x1_0000 && count >> (8 * index) & 0xFF != 0 {
        delta.append(UInt8(count >> (8 * index) & 0xFF))
        command |= 1 << (4 + index)
      }
      delta[place] = command
      offset += count
      rest -= count
    }
  }

  /// Appends instructions that insert `bytes`.
  static func insert(_ bytes: Slice<UnsafeRawBufferPointer>, to delta: inout [UInt8]) {
    var bytes = bytes
    while !bytes.isEmpty {
      let piece = bytes.prefix(longestInsert)
      delta.append(UInt8(piece.count))
      delta += piece
      bytes = bytes.dropFirst(piece.count)
    }
  }

  /// The sizes at the start of a delta and where its instructions begin; `nil` when they are damaged.
  static func sizes(_ delta: UnsafeRawBufferPointer) -> (base: Int, result: Int, start: Int)? {
    var position = 0
    func size() -> Int? {
      var (size, shift) = (0, 0)
      while position < delta.count, shift < 56 {
        let byte = delta[position]
        size |= Int(byte & 0x7F) << shift
        shift += 7
        position += 1
        if byte & 0x80 == 0 { return size }
      }
      return nil
    }
    guard let base = size(), let result = size() else { return nil }
    return (base, result, position)
  }

  /// What the delta makes of `base`; `nil` when it is damaged, not one for this base or makes more than `limit` bytes.
  static func apply(_ delta: UnsafeRawBufferPointer, to base: UnsafeRawBufferPointer, limit: Int) -> [UInt8]? {
    guard let (baseSize, size, start) = sizes(delta), baseSize == base.count, size <= limit else { return nil }
    // No result is made room for that the instructions could not fill.
    guard size <= (delta.count - start) * longestCopy else { return nil }
    var isWhole = false
    let result = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      let output = UnsafeMutableRawBufferPointer(buffer)
      var position = start
      while position < delta.count {
        let command = delta[position]
        position += 1
        let source: UnsafeRawBufferPointer.SubSequence
        if command & 0x80 != 0 {
          var (offset, length) = (0, 0)
          for index in 0..<7 where command & (1 << index) != 0 {
            guard position < delta.count else { return }
            if index < 4 { offset |= Int(delta[position]) << (8 * index) }
            if index >= 4 { length |= Int(delta[position]) << (8 * (index - 4)) }
            position += 1
          }
          if length == 0 { length = 0x1_0000 }
          guard offset + length <= base.count else { return }
          source = base[offset..<offset + length]
        } else {
          guard command != 0, position + Int(command) <= delta.count else { return }
          source = delta[position..<position + Int(command)]
          position += Int(command)
        }
        guard source.count <= size - count else { return }
        UnsafeMutableRawBufferPointer(rebasing: output[count...]).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: source))
        count += source.count
      }
      isWhole = count == size
    }
    return isWhole ? result : nil
  }
}
