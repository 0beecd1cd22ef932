public import ManentCore
import ManentRecords

/// Something that the user wants to add.
public struct DocumentSource: Sendable {
  /// Where the content comes from.
  public enum Content: Sendable {
    /// A file.
    case file(Path)
    /// Bytes that were read already (standard input).
    case bytes([UInt8])
  }

  /// Where the content comes from.
  public var content: Content
  /// What the document is to be called.
  public var name: String
  /// What the file system said of the file when it was found in a folder.
  public var status: FileStatus?
  /// Whether the user named this very file, so that not taking it is an error; files found in a folder may be passed
  /// over.
  public var isExplicit: Bool

  /// Whether the file is there for this one addition (an upload), so that nothing is remembered of it.
  public var isPassing = false

  /// A source from its parts.
  public init(_ content: Content, name: String, isExplicit: Bool) {
    self.content = content
    self.name = name
    self.isExplicit = isExplicit
  }

  private init(found file: Path, name: String, status: FileStatus) {
    self.init(.file(file), name: name, isExplicit: false)
    self.status = status
  }

  /// The sources that a path stands for: the file itself, or the files of a folder and of those in it.
  ///
  /// Hidden entries inside a folder are left out. What rules leave out, links, devices, and names that are not UTF-8 are
  /// among what is skipped. A folder's files are called by the folder's name and their path in it.
  ///
  /// - Parameters:
  ///   - path: absolute.
  ///   - name: what to call the document, or the folder, instead of its own name.
  ///   - rules: what else is left out of folders.
  public static func expand(
    _ path: Path, as name: String?, excluding rules: IgnoreRules = IgnoreRules([])
  ) throws -> (sources: [DocumentSource], skipped: [AddReport.Refusal]) {
    guard let status = try Files.statusFollowingLinks(path) else {
      // What is not UTF-8 is given as U+FFFD by whoever started this process, and no file is called so.
      if path.string.unicodeScalars.contains("\u{FFFD}") {
        throw WorkspaceError(
          .badName, path.string, "its name is not UTF-8", advice: "rename it, for example with 'convmv'")
      }
      throw FileError("add", path, code: FileError.notFoundCode)
    }
    guard status.kind == .folder else {
      return ([DocumentSource(.file(path), name: name ?? path.name, isExplicit: true)], [])
    }
    let prefix = name ?? path.name
    var walk = FolderWalk(rules: try rules.reading(above: path))
    try walk.take(path, prefix.isEmpty || prefix == "/" ? "" : prefix + "/", inner: "")
    return (
      walk.sources.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) },
      walk.skipped.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    )
  }

  /// Collects what a folder holds.
  private struct FolderWalk {
    var rules: IgnoreRules
    var sources: [DocumentSource] = []
    var skipped: [AddReport.Refusal] = []

    mutating func take(_ folder: Path, _ prefix: String, inner: String) throws {
      try Interruption.check()
      let before = rules
      try rules.read(in: folder, inner: inner)
      defer { rules = before }
      for name in try Files.undecodableNames(in: folder) where !name.hasPrefix(".") {
        skipped.append(.init(path: (folder / name).string, error: "its name is not UTF-8"))
      }
      for (entry, status) in try Files.entries(of: folder) where !entry.hasPrefix(".") {
        let path = folder / entry
        if let reason = rules.reason(toLeaveOut: inner + entry, isFolder: status.kind == .folder) {
          skipped.append(.init(path: path.string, error: reason))
          continue
        }
        switch status.kind {
        case .folder: try take(path, prefix + entry + "/", inner: inner + entry + "/")
        case .file: sources.append(DocumentSource(found: path, name: prefix + entry, status: status))
        case .link:
          skipped.append(.init(path: path.string, error: "a link, which is not followed in a folder; name it itself"))
        case .other: skipped.append(.init(path: path.string, error: "not a regular file"))
        }
      }
    }
  }
}
