import ManentFormats

/// Joins two versions of a JSON Lines file: every line of either, once.
///
/// Lines are put in the order of their ids, and of their bytes where one id has several; those without an id come
/// last. A common beginning is copied unsorted when all other lines have greater ids: the cost is then that of the new
/// lines.
/// A missing last line feed is supplied, so that no two lines are ever glued together. Blank lines are dropped.
package enum LineUnion {
  private struct Line {
    var id: ArraySlice<UInt8>?
    var bytes: ArraySlice<UInt8>
  }

  /// How Manent begins every line.
  private static let key = Array(#"{"id":""#.utf8)

  /// The lines of both; the same whichever comes first.
  package static func join(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
    let start = commonLines(left, right)
    let tails = lines(left[start...]) + lines(right[start...])
    if tails.isEmpty { return finished(left.count >= right.count ? left : right) }
    if let end = lastID(left[..<start]), tails.allSatisfy({ $0.id.map { end.lexicographicallyPrecedes($0) } ?? false })
    {
      return Array(left[..<start]) + text(of: tails)
    }
    if start == 0 { return text(of: tails) }
    return text(of: lines(left[..<start]) + tails)
  }

  /// The lines of several versions.
  package static func join(_ versions: [[UInt8]]) -> [UInt8] {
    guard let first = versions.first else { return [] }
    return versions.dropFirst().reduce(first) { join($0, $1) }
  }

  /// Joins two versions of which one side may have changed or removed lines of the version that both come from: such a
  /// line is as on that side. Where both sides have changed a line, both texts stay.
  package static func join(_ left: [UInt8], _ right: [UInt8], base: [UInt8]) -> [UInt8] {
    if left.starts(with: base), right.starts(with: base) { return join(left, right) }
    let (one, other) = (Set(lines(of: left)), Set(lines(of: right)))
    let gone = Set(lines(of: base).filter { !one.contains($0) || !other.contains($0) })
    return join(left, right, without: gone)
  }

  /// The lines of both but for some.
  package static func join(_ left: [UInt8], _ right: [UInt8], without gone: Set<ArraySlice<UInt8>>) -> [UInt8] {
    gone.isEmpty ? join(left, right) : join(removing(gone, from: left), removing(gone, from: right))
  }

  private static func removing(_ gone: Set<ArraySlice<UInt8>>, from bytes: [UInt8]) -> [UInt8] {
    bytes.split(separator: 0x0A).filter { !gone.contains($0) }.flatMap { $0 + [0x0A] }
  }

  /// Whether every line of some versions is in both of two others.
  package static func areIn(_ left: [UInt8], _ right: [UInt8], all versions: [[UInt8]]) -> Bool {
    let others = versions.filter { !left.starts(with: $0) || !right.starts(with: $0) }
    guard !others.isEmpty else { return true }
    let (one, other) = (Set(lines(of: left)), Set(lines(of: right)))
    return others.allSatisfy { version in lines(of: version).allSatisfy { one.contains($0) && other.contains($0) } }
  }

  /// The lines of a version, blank ones left out.
  package static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split(separator: 0x0A).filter { line in !line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } }
  }

  /// The id at the beginning of a line, as Manent writes it; else the one found by reading the whole line.
  package static func id(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let line = line.dropFirst(JSONLines.markLength(line))
    if line.starts(with: key) {
      let value = line.dropFirst(key.count)
      if let end = value.firstIndex(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }),
        value[end] == UInt8(ascii: "\""), end > value.startIndex
      {
        return value[..<end]
      }
    }
    guard let id = (try? JSON(parsing: line))?.object?["id"]?.string, !id.isEmpty else { return nil }
    return Array(id.utf8)[...]
  }

  /// Where the lines end that both begin with.
  private static func commonLines(_ left: [UInt8], _ right: [UInt8]) -> Int {
    let shorter = min(left.count, right.count)
    var same = 0
    left.withUnsafeBytes { left in
      right.withUnsafeBytes { right in
        while same + 8 <= shorter,
          left.loadUnaligned(fromByteOffset: same, as: UInt64.self)
            == right.loadUnaligned(fromByteOffset: same, as: UInt64.self)
        { same += 8 }
        while same < shorter, left[same] == right[same] { same += 1 }
      }
    }
    while same > 0, left[same - 1] != 0x0A { same -= 1 }
    return same
  }

  private static func lines(_ bytes: ArraySlice<UInt8>) -> [Line] {
    bytes.split(separator: 0x0A).compactMap { line in
      line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } ? nil : Line(id: id(of: line), bytes: line)
    }
  }

  /// The id of the last line; `nil` when it has none, or there is no line.
  private static func lastID(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let lines = bytes.last == 0x0A ? bytes.dropLast() : bytes
    guard !lines.isEmpty else { return nil }
    let start = lines.lastIndex(of: 0x0A).map { $0 + 1 } ?? lines.startIndex
    return id(of: lines[start...])
  }

  private static func text(of lines: [Line]) -> [UInt8] {
    let sorted = lines.sorted { left, right in
      switch (left.id, right.id) {
      case (let one?, let other?) where one != other: one.lexicographicallyPrecedes(other)
      case (_?, nil): true
      case (nil, _?): false
      default: left.bytes.lexicographicallyPrecedes(right.bytes)
      }
    }
    var text: [UInt8] = []
    text.reserveCapacity(lines.reduce(0) { $0 + $1.bytes.count + 1 })
    var last: ArraySlice<UInt8>?
    for line in sorted where line.bytes != last {
      text += line.bytes
      text.append(0x0A)
      last = line.bytes
    }
    return text
  }

  private static func finished(_ bytes: [UInt8]) -> [UInt8] {
    bytes.isEmpty || bytes.last == 0x0A ? bytes : bytes + [0x0A]
  }
}
