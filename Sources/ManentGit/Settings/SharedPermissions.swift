package import ManentCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What `core.sharedRepository` says of the permissions of files in a repository that several users write to.
package struct SharedPermissions: Equatable {
  /// The permissions that files get, or are to have.
  private let bits: UInt32
  /// Whether they replace those that the process would give.
  private let replaces: Bool

  /// What a value of the setting means; `nil` when nothing is shared, or it is no value that git knows.
  package init?(_ text: String?) {
    switch text?.lowercased() {
    case "group", "true", "yes", "on", "1": (bits, replaces) = (0o660, false)
    case "all", "world", "everybody", "2": (bits, replaces) = (0o664, false)
    case let number?:
      guard number.hasPrefix("0"), number.count > 2, let bits = UInt32(number, radix: 8), bits & 0o600 == 0o600 else {
        return nil
      }
      (self.bits, replaces) = (bits & 0o666, true)
    case nil: return nil
    }
  }

  /// What permissions become (git's `calc_shared_perm`).
  func permissions(_ mode: UInt32, isFolder: Bool) -> UInt32 {
    var tweak = bits
    if mode & 0o200 == 0 { tweak &= ~0o222 }
    if mode & 0o100 != 0 { tweak |= (tweak & 0o444) >> 2 }
    let mode = replaces ? (mode & ~0o777) | tweak : mode | tweak
    // What is made in a folder belongs to the folder's group.
    return isFolder ? mode | 0o2000 : mode
  }

  /// Gives files and folders these permissions. What belongs to another user is left to that one; what is not there, too.
  package func apply(to paths: [Path]) throws(FileError) {
    for path in paths {
      guard let status = try Files.status(path), status.kind == .file || status.kind == .folder else { continue }
      let wanted = permissions(status.mode, isFolder: status.kind == .folder)
      guard wanted != status.mode, chmod(path.string, mode_t(wanted)) != 0, errno != EPERM, errno != ENOENT else {
        continue
      }
      throw FileError("share", path, code: errno)
    }
  }
}
