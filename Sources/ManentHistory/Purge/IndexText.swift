internal import ManentCore

/// Git's file `index` as bytes (`gitformat-index`, versions 2 to 4): what names it holds, and a copy without what other
/// programs have noted beside the entries, which may name folders that are gone.
struct IndexText {
  /// The paths of the entries.
  private(set) var names: [[UInt8]] = []
  /// The contents of the entries.
  private(set) var targets: [ObjectID] = []
  /// The paths that are there in several versions.
  private(set) var conflicts: [[UInt8]] = []
  private let bytes: [UInt8]
  private var end = 12

  /// Reads the index in a git folder, one in two files too, as one; `nil` when there is none.
  init?(in gitFolder: Path) throws(HistoryError) {
    let isThere = try onFiles { () throws(FileError) in try Files.status(gitFolder / "index")?.kind == .file }
    guard isThere else { return nil }
    self.init(try GitIndex(in: gitFolder).content(.never).index)
  }

  /// Reads an index; `nil` when it is none that is known.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= 32, bytes.starts(with: "DIRC".utf8) else { return nil }
    self.bytes = bytes
    let (version, count) = (Self.number(bytes, 4), Self.number(bytes, 8))
    guard (2...4).contains(version), count <= bytes.count / 62 + 1 || version == 4 else { return nil }
    var name: [UInt8] = []
    for _ in 0..<count {
      let start = end
      guard start + 62 <= bytes.count - 20 else { return nil }
      let isExtended = version > 2 && bytes[start + 60] & 0x40 != 0
      var position = start + (isExtended ? 64 : 62)
      if version == 4 {
        guard let removed = Self.varint(bytes, &position), removed <= name.count else { return nil }
        name.removeLast(removed)
      } else {
        name = []
      }
      guard let zero = bytes[min(position, bytes.count)...].firstIndex(of: 0), zero < bytes.count - 20 else {
        return nil
      }
      name += bytes[position..<zero]
      names.append(name)
      if bytes[start + 60] & 0x30 != 0 { conflicts.append(name) }
      targets.append(bytes.withUnsafeBytes { ObjectID(UnsafeRawBufferPointer(rebasing: $0[start + 40..<start + 60])) })
      // Versions 2 and 3 fill up with zeros to a multiple of eight.
      end = version == 4 ? zero + 1 : start + (zero - start + 8) / 8 * 8
      guard end <= bytes.count - 20 else { return nil }
    }
  }

  /// The index without its optional extensions; `nil` when they make no sense.
  func withoutExtensions() -> [UInt8]? {
    var kept = Array(bytes[..<end])
    var position = end
    let last = bytes.count - 20
    while position + 8 <= last {
      let length = Self.number(bytes, position + 4)
      guard length <= last - position - 8 else { return nil }
      // A name in capitals is an extension that may be left out.
      if bytes[position] >= UInt8(ascii: "a") { kept += bytes[position..<position + 8 + length] }
      position += 8 + length
    }
    guard position == last else { return nil }
    // All zeros stand for no checksum (`index.skipHash`).
    let hasChecksum = bytes[last...].contains { $0 != 0 }
    return kept + (hasChecksum ? kept.withUnsafeBytes { SHA1.digest(of: $0) } : [UInt8](repeating: 0, count: 20))
  }

  private static func number(_ bytes: [UInt8], _ position: Int) -> Int {
    bytes[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  /// The number of bytes to take off the name before, as version 4 writes it (the offset encoding of packs).
  private static func varint(_ bytes: [UInt8], _ position: inout Int) -> Int? {
    var value = 0
    for step in 0..<5 {
      guard position < bytes.count else { return nil }
      let byte = bytes[position]
      position += 1
      value = (step == 0 ? 0 : value + 1) << 7 | Int(byte & 0x7F)
      if byte & 0x80 == 0 { return value }
    }
    return nil
  }
}
