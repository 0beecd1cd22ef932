internal import ManentCore

/// The patterns of a sparse checkout (`info/sparse-checkout`): which paths git puts into the work tree.
///
/// They are read as git reads them (`gitignore` with the sense turned round, the last pattern that fits counts, a path
/// that none fits is as the folder above it); those of cone mode are such patterns, too.
struct SparsePatterns {
  private struct Pattern {
    var text: [UInt8]
    var isNegated = false
    var isForFolders = false
    /// Whether the whole path must fit, and not only its last part.
    var isAnchored = false
  }

  private let patterns: [Pattern]

  /// Reads the lines of the file.
  init(parsing bytes: [UInt8]) {
    patterns = bytes.split(separator: 0x0A).compactMap { line in
      var text = Array(line)
      while text.last == UInt8(ascii: " ") || text.last == 0x0D { text.removeLast() }
      guard let first = text.first, first != UInt8(ascii: "#") else { return nil }
      var pattern = Pattern(text: [])
      if first == UInt8(ascii: "!") {
        pattern.isNegated = true
        text.removeFirst()
      }
      if text.last == UInt8(ascii: "/") {
        pattern.isForFolders = true
        text.removeLast()
      }
      pattern.isAnchored = text.contains(UInt8(ascii: "/"))
      if text.first == UInt8(ascii: "/") { text.removeFirst() }
      guard !text.isEmpty else { return nil }
      pattern.text = text
      return pattern
    }
  }

  /// Whether a file is to be in the work tree.
  ///
  /// - Parameter path: from the work tree's root.
  func includes(_ path: [UInt8]) -> Bool {
    var path = path[...]
    var isFolder = false
    while !path.isEmpty {
      if let verdict = verdict(on: path, isFolder) { return verdict }
      guard let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return false }
      path = path[..<slash]
      isFolder = true
    }
    return false
  }

  private func verdict(on path: ArraySlice<UInt8>, _ isFolder: Bool) -> Bool? {
    let name = path[(path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? path.startIndex)...]
    for pattern in patterns.reversed() where isFolder || !pattern.isForFolders {
      if Self.fits(pattern.isAnchored ? path : name, pattern.text[...]) { return !pattern.isNegated }
    }
    return nil
  }

  /// Git's `wildmatch` with `WM_PATHNAME`: `*` and `?` stop at a slash, `**` does not.
  private static func fits(_ text: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
    var (text, pattern) = (text, pattern)
    let slash = UInt8(ascii: "/")
    while let next = pattern.popFirst() {
      switch next {
      case UInt8(ascii: "*"):
        let isDeep = pattern.first == UInt8(ascii: "*")
        while pattern.first == UInt8(ascii: "*") { pattern.removeFirst() }
        // Two stars and a slash may stand for no folder at all.
        if isDeep, pattern.first == slash, fits(text, pattern.dropFirst()) { return true }
        while true {
          if fits(text, pattern) { return true }
          guard let byte = text.popFirst(), isDeep || byte != slash else { return false }
        }
      case UInt8(ascii: "?"):
        guard let byte = text.popFirst(), byte != slash else { return false }
      case UInt8(ascii: "["):
        guard let byte = text.popFirst(), byte != slash, let end = pattern.dropFirst().firstIndex(of: UInt8(ascii: "]"))
        else { return false }
        guard isIn(pattern[..<end], byte) else { return false }
        pattern = pattern[(end + 1)...]
      default:
        let wanted = next == UInt8(ascii: "\\") ? pattern.popFirst() ?? next : next
        guard text.popFirst() == wanted else { return false }
      }
    }
    return text.isEmpty
  }

  /// Whether a byte is in a set such as `a-z` or `!abc`.
  private static func isIn(_ set: ArraySlice<UInt8>, _ byte: UInt8) -> Bool {
    var rest = set
    let isInverted = rest.first == UInt8(ascii: "!") || rest.first == UInt8(ascii: "^")
    if isInverted { rest.removeFirst() }
    var isFound = false
    while let low = rest.popFirst() {
      var high = low
      if rest.first == UInt8(ascii: "-"), rest.count > 1 {
        rest.removeFirst()
        high = rest.popFirst() ?? low
      }
      isFound = isFound || low <= byte && byte <= high
    }
    return isFound != isInverted
  }
}
