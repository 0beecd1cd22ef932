internal import ManentCore

/// A path below the work tree as git keeps it: its parts as bytes.
package struct WorkspacePath {
  /// Made anew each time: of very many paths not all parts are in memory.
  package var parts: [[UInt8]] { text.utf8.split(separator: UInt8(ascii: "/")).map(Array.init) }
  package let text: String

  /// Checks that git can keep the path and that no machine would take it for a repository's own.
  package init(_ path: String, below prefix: String) throws(GitError) {
    let names = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(Array.init)
    func refuse(_ reason: String) -> GitError {
      GitError(.invalidPath, "check path", path: Path(path), reason: reason)
    }
    // The longest path that a system takes.
    if path.utf8.count > 4096 { throw refuse("it is longer than 4096 bytes") }
    for name in names {
      if name.isEmpty { throw refuse("it is absolute, or a part of it is empty") }
      if name == [0x2E] || name == [0x2E, 0x2E] { throw refuse("'.' and '..' are no names") }
      if name.contains(0) { throw refuse("a name cannot hold a zero byte") }
      if Self.meansRepository(name) { throw refuse("the name '.git' is git's own") }
    }
    text = prefix.isEmpty ? path : prefix + path
  }

  /// Whether Linux, macOS (which drops invisible characters and case) or Windows (trailing dots, spaces and streams,
  /// backslashes, short names) would open `.git` under this name; `git fsck` names the same ones.
  package static func meansRepository(_ name: [UInt8]) -> Bool {
    // Nearly every name is done with here: a `g` with neither a dot, a tilde nor a character beyond ASCII cannot be it.
    guard name.contains(where: { $0 | 0x20 == UInt8(ascii: "g") }),
      name.contains(where: { $0 == UInt8(ascii: "~") })
        || name.first.map({ $0 == UInt8(ascii: ".") || $0 >= 0x80 }) == true
        || name.contains(UInt8(ascii: "\\"))
    else { return false }
    let invisible: Set<UInt32> = [
      0x200C, 0x200D, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x206A, 0x206B, 0x206C, 0x206D, 0x206E,
      0x206F, 0xFEFF,
    ]
    var visible = String.UnicodeScalarView()
    visible.append(
      contentsOf: String(decoding: name, as: UTF8.self).unicodeScalars.lazy.filter { !invisible.contains($0.value) })
    return String(visible).lowercased().split(separator: "\\").contains { part in
      var stem = part.prefix { $0 != ":" }
      while let last = stem.last, last == "." || last == " " { stem.removeLast() }
      return stem == ".git" || stem == "git~1"
    }
  }
}
