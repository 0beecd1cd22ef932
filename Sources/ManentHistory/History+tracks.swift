internal import ManentCore
public import ManentGit

extension History {
  /// Whether git has anything at a path of the workspace, or below it: in the checked-out commit or in its index.
  ///
  /// The first part of the path is compared without regard to case, as some file systems do.
  public func tracksAnything(at path: String) throws(GitError) -> Bool {
    let full = Array((prefix + path).utf8)
    let index = try readIndex().flattened()
    let (named, below) = (try index.entries(named: full), try index.entries(below: full + [UInt8(ascii: "/")]))
    guard named.isEmpty, below.isEmpty else { return true }
    guard let head = try head() else { return false }
    let parts = prefix.utf8.split(separator: UInt8(ascii: "/")).map { Array($0) }
    var folder = try tree(of: head)
    if !parts.isEmpty {
      guard let entry = try entry(at: parts[...], in: folder), entry.isFolder else { return false }
      folder = entry.id
    }
    let entries = try objects.read(folder, as: .tree) { bytes throws(GitError) in
      try TreeText.entries(bytes, of: folder)
    }
    return entries.contains { String(decoding: $0.name, as: UTF8.self).lowercased() == path.lowercased() }
  }

  /// The permissions of a folder of Manent's own in the repository: the user's alone, unless `core.sharedRepository`
  /// says otherwise.
  public func privateFolderMode() throws(GitError) -> UInt32 {
    Self.folderMode(sharing: try repository.configuration().text("core.sharedrepository"))
  }

  /// The same for repositories that are yet to be made, by the settings of the user and the system.
  public static func privateFolderMode() throws(GitError) -> UInt32 {
    try folderMode(sharing: GitConfiguration.ofMachine().text("core.sharedrepository"))
  }

  static func folderMode(sharing: String?) -> UInt32 {
    guard let sharing = sharing?.lowercased() else { return 0o700 }
    switch sharing {
    case "group", "true", "yes", "on", "1": return 0o2770
    case "all", "world", "everybody", "2": return 0o2775
    default:
      // An octal number is the mode of a file; whoever may read a file may enter the folder.
      guard sharing.hasPrefix("0"), let mode = UInt32(sharing, radix: 8), mode & 0o600 == 0o600, mode <= 0o777 else {
        return 0o700
      }
      let folder = mode | (mode & 0o444) >> 2
      return folder & 0o070 == 0 ? folder : folder | 0o2000
    }
  }
}
