import ManentCore

/// What a chat's id may be when a client brings its own.
public enum ChatID {
  /// Checks an id: 1 to 64 of `A–Z a–z 0–9 . _ -`, and not `last`, which commands use for the latest chat.
  public static func check(_ id: String) throws(WorkspaceError) {
    let isPlain = id.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
      default: false
      }
    }
    guard isPlain, (1...64).contains(id.utf8.count), id != "last" else {
      throw WorkspaceError(
        .badName, "'\(id)'", "not a chat id", advice: "use letters, digits, '.', '_' and '-', at most 64")
    }
  }

  /// The end of a folder's name that tells chats with the same title apart: the last 8 hexadecimal digits of the id,
  /// or a hash of an id that has other characters (FNV-1a, 32 bits).
  package static func folderSuffix(_ id: String) -> String {
    let tail = id.suffix(8).lowercased()
    if tail.count == 8, tail.allSatisfy(\.isHexDigit) { return tail }
    var hash: UInt32 = 2_166_136_261
    for byte in id.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return hash.padded(to: 8, radix: 16)
  }
}
