public import ManentCore

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
  /// Hidden entries and links inside a folder are left out. A folder's files are called by the folder's name and
  /// their path in it.
  ///
  /// - Parameters:
  ///   - path: absolute.
  ///   - name: what to call the document, or the folder, instead of its own name.
  public static func expand(_ path: Path, as name: String?) throws -> [DocumentSource] {
    guard let status = try Files.statusFollowingLinks(path) else {
      throw FileError("add", path, code: FileError.notFoundCode)
    }
    guard status.kind == .folder else {
      return [DocumentSource(.file(path), name: name ?? path.name, isExplicit: true)]
    }
    var sources: [DocumentSource] = []
    func walk(_ folder: Path, _ prefix: String) throws {
      for (entry, status) in try Files.entries(of: folder) where !entry.hasPrefix(".") {
        let inner = folder / entry
        switch status.kind {
        case .folder: try walk(inner, prefix + entry + "/")
        case .file: sources.append(DocumentSource(found: inner, name: prefix + entry, status: status))
        default: continue
        }
      }
    }
    let prefix = name ?? path.name
    try walk(path, prefix.isEmpty || prefix == "/" ? "" : prefix + "/")
    return sources.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}
