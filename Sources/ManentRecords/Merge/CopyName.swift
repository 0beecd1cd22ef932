package import ManentCore

/// The names of versions that are kept beside a later one.
package enum CopyName {
  /// The longest name of a file, in bytes, that every system takes.
  private static let longest = 255

  /// `name (laptop 2026-11-20).ext`, with the date in UTC.
  ///
  /// - Parameters:
  ///   - path: the document's path.
  ///   - device: the machine that made the version, or who; what a name cannot hold is left out.
  ///   - time: when it was committed, in seconds since 1970.
  package static func name(of path: Path, device: String, time: Int64) -> Path {
    // A time that no calendar has (a hostile commit) counts as the last one that it has.
    let day = Timestamp(milliseconds: min(max(time, 0), 253_402_300_799) * 1000).description.prefix(10)
    let device = plain(device)
    return named(path, device.isEmpty ? "\(day)" : "\(device) \(day)")
  }

  /// The same with the first digits of the content's id: `name (laptop 2026-11-20 3fa9c1d).ext`.
  package static func numbered(_ path: Path, _ blob: BlobID) -> Path {
    let digits = blob.description.prefix(7)
    let (stem, end) = split(path.name)
    if stem.hasSuffix(")") { return path.parent(joining: stem.dropLast() + " \(digits))" + end) }
    return named(path, String(digits))
  }

  /// The path of which a name says that it is a copy; `nil` where the name is none of a copy.
  package static func original(of path: Path) -> Path? {
    let (stem, end) = split(path.name)
    guard stem.hasSuffix(")"), let mark = stem.lastIndex(of: "("), stem[..<mark].hasSuffix(" ") else { return nil }
    var words = stem[mark...].dropFirst().dropLast().split(separator: " ")
    if let last = words.last, last.count == 7, last.allSatisfy(\.isHexDigit) { words.removeLast() }
    guard let day = words.last, day.count == 10, day.utf8.allSatisfy({ $0 == 0x2D || 0x30...0x39 ~= $0 }) else {
      return nil
    }
    return path.parent(joining: stem[..<mark].dropLast() + end)
  }

  private static func named(_ path: Path, _ note: String) -> Path {
    var (stem, end) = split(path.name)
    while stem.utf8.count + note.utf8.count + end.utf8.count + 3 + 8 > longest, !stem.isEmpty { stem.removeLast() }
    return path.parent(joining: "\(stem) (\(note))\(end)")
  }

  /// A name and what follows its last dot, with the dot.
  private static func split(_ name: String) -> (stem: String, end: String) {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex, name[dot...].utf8.count <= 32 else {
      return (name, "")
    }
    return (String(name[..<dot]), String(name[dot...]))
  }

  /// Letters, digits and a few marks; anything else, which could mean something to a system, becomes a dash.
  private static func plain(_ device: String) -> String {
    var text = String.UnicodeScalarView()
    for scalar in device.unicodeScalars.prefix(64) {
      let isPlain =
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || "-_. @".unicodeScalars.contains(scalar)
      text.append(isPlain ? scalar : "-")
    }
    var plain = Substring(String(text))
    while let last = plain.last, last == " " || last == "." { plain.removeLast() }
    while plain.first == " " { plain.removeFirst() }
    return String(plain)
  }
}

extension Path {
  /// The path of another entry in the same folder; a relative path of one part stays one.
  fileprivate func parent(joining name: some StringProtocol) -> Path {
    parent.string == "." ? Path(String(name)) : parent / String(name)
  }
}
