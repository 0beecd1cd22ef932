internal import ManentCore

extension TailPack {
  private static let largestFile = 1 << 28

  /// Takes a tail from the disk; `false` when it is damaged, and is better left alone.
  func load(_ name: PackName, from folder: PackFolder) throws(HistoryError) -> Bool {
    begin()
    let (pack, index) = try onFiles { () throws(FileError) in
      (
        try Files.read(folder.path / "\(name.stem).pack", limit: Self.largestFile, followsLinks: false),
        try Files.read(folder.path / "\(name.stem).idx", limit: Self.largestFile, followsLinks: false)
      )
    }
    guard pack.count >= 32, take(pack, index) else {
      begin()
      return false
    }
    self.name = name
    return true
  }

  /// Takes the entries of a pack; each is compared with its checksum in the index, since what a disk has spoilt must
  /// not be given a new one.
  private func take(_ pack: [UInt8], _ index: [UInt8]) -> Bool {
    bytes = Array(pack.dropLast(20))
    return bytes.withUnsafeBytes { pack in
      index.withUnsafeBytes { index in
        guard let view = PackIndexView(index), pack.prefix(8).elementsEqual(Array("PACK".utf8) + [0, 0, 0, 2]),
          Int(UInt32(bigEndian: pack.loadUnaligned(fromByteOffset: 8, as: UInt32.self))) == view.count
        else { return false }
        var found: [(offset: Int, index: Int)] = []
        for index in 0..<view.count {
          guard let offset = view.offset(at: index), offset >= 12, offset < pack.count else { return false }
          found.append((offset, index))
        }
        found.sort { $0.offset < $1.offset }
        guard found.first.map({ $0.offset == 12 }) ?? true else { return false }
        var starts: [Int: Int] = [:]
        for (place, here) in found.enumerated() {
          let end = place + 1 < found.count ? found[place + 1].offset : pack.count
          let area = UnsafeRawBufferPointer(rebasing: pack[here.offset..<end])
          guard Deflater.checksum(area) == view.checksum(at: here.index), let header = PackEntryHeader(area) else {
            return false
          }
          var entry = Entry(
            id: view.id(at: here.index), kind: .blob, range: here.offset..<end, header: header,
            checksum: view.checksum(at: here.index), base: nil, depth: 0)
          switch header.form {
          case .whole(let kind): entry.kind = kind
          case .deltaOnOffset(let distance):
            guard let base = starts[here.offset - distance] else { return false }
            entry.base = base
            entry.kind = entries[base].kind
            entry.depth = entries[base].depth + 1
          case .deltaOnName: return false
          }
          starts[here.offset] = place
          append(entry)
        }
        return true
      }
    }
  }
}
