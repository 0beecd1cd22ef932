/// Numbers hashes in the order of their first appearance: an open-addressed table, quicker than a `Dictionary`
/// because a hash need not be hashed again.
struct HashNumbering {
  /// The hashes, by number.
  private(set) var hashes: [UInt64] = []
  /// The number in each slot plus one; 0 is empty.
  private var slots: [Int32]

  init(capacity: Int = 128) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    slots = [Int32](repeating: 0, count: size)
    hashes.reserveCapacity(capacity)
  }

  /// The number of a hash, and whether it is new.
  @inline(__always)
  mutating func number(of hash: UInt64) -> (number: Int, isNew: Bool) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if hashes[number] == hash { return (number, false) }
      slot = (slot + 1) & mask
    }
    hashes.append(hash)
    slots[slot] = Int32(truncatingIfNeeded: hashes.count)
    if hashes.count * 2 > slots.count { grow() }
    return (hashes.count - 1, true)
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(truncatingIfNeeded: number + 1)
    }
  }
}
