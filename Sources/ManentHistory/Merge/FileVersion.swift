public import ManentCore
internal import ManentGit

/// What a path is in one commit: a content and the way it lies there.
public struct FileVersion: Hashable, Sendable {
  /// What git keeps under a name, folders apart.
  public enum Kind: Hashable, Sendable {
    /// A regular file.
    case file
    /// A regular file that can be run.
    case executable
    /// A symbolic link; the content is where it leads to.
    case link
    /// A commit of another repository.
    case submodule
  }

  /// The content.
  public var blob: BlobID
  /// How it lies there.
  public var kind: Kind

  /// A version from its parts.
  public init(_ blob: BlobID, _ kind: Kind = .file) {
    self.blob = blob
    self.kind = kind
  }

  /// Whether it is a regular file.
  public var isFile: Bool { kind == .file || kind == .executable }
}

extension FileVersion {
  /// The version that an entry of a tree stands for; `nil` for a folder.
  init?(_ entry: TreeEntry?) {
    guard let entry, !entry.isFolder, let blob = entry.id.blob else { return nil }
    switch entry.mode.value & 0o170000 {
    case 0o120000: self.init(blob, .link)
    case 0o160000: self.init(blob, .submodule)
    default: self.init(blob, entry.mode == .executable ? .executable : .file)
    }
  }

  /// The mode that a tree has for it.
  var mode: TreeEntry.Mode {
    switch kind {
    case .file: .file
    case .executable: .executable
    case .link: TreeEntry.Mode(value: 0o120000)
    case .submodule: TreeEntry.Mode(value: 0o160000)
    }
  }
}
