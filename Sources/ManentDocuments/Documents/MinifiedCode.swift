import ManentCore

/// Code for machines, which is of no use to a reader.
enum MinifiedCode {
  /// Whether a script or style sheet has hardly any line ends.
  static func isMinified(_ bytes: [UInt8], name: String) -> Bool {
    guard ["js", "mjs", "cjs", "css"].contains(Path(name).fileExtension), bytes.count >= 4096 else { return false }
    var (longest, length) = (0, 0)
    var lines = 1
    for byte in bytes {
      length += 1
      if byte == 0x0A { (longest, length, lines) = (max(longest, length), 0, lines + 1) }
    }
    return max(longest, length) > 2000 && bytes.count / lines > 250
  }
}
