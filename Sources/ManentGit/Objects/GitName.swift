/// What git calls its own.
public enum GitName {
  /// Whether a name, or a part of it behind a backslash, means the folder `.git` on Linux, macOS or Windows: in any case,
  /// with characters that are not shown, with dots, spaces or a stream behind it, or by its short name.
  public static func meansRepository(_ name: some StringProtocol) -> Bool {
    // Most names have no `g`.
    guard name.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "g") }) else { return false }
    return WorkspacePath.meansRepository(Array(name.utf8))
  }
}
