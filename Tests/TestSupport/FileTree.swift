import Foundation
public import ManentCore

/// What lies in a folder: each entry with its kind and content, to see whether anything has changed.
public struct FileTree: Equatable, Sendable {
  /// The entries by their paths below the folder.
  public let entries: [String: String]

  /// Reads a folder.
  ///
  /// - Parameters:
  ///   - folder: the folder; links in it are not followed.
  ///   - passedOver: names of entries that are left out with all that is in them.
  public init(of folder: Path, passingOver passedOver: Set<String> = []) throws {
    var entries: [String: String] = [:]
    func walk(_ folder: Path, _ prefix: String) throws {
      for name in try Files.list(folder) where !passedOver.contains(prefix + name) {
        let path = folder / name
        switch try Files.status(path)?.kind {
        case .folder?:
          entries[prefix + name] = "folder"
          try walk(path, prefix + name + "/")
        case .file?: entries[prefix + name] = Data(try Files.read(path)).base64EncodedString()
        case .link?:
          entries[prefix + name] = "-> " + (try FileManager.default.destinationOfSymbolicLink(atPath: path.string))
        default: entries[prefix + name] = "other"
        }
      }
    }
    try walk(folder, "")
    self.entries = entries
  }

  /// A workspace as it counts: all but this machine's own caches.
  public static func workspace(_ root: Path) throws -> FileTree {
    try FileTree(of: root, passingOver: [".manent", ".git/manent"])
  }

  /// The paths that differ.
  public func differences(from other: FileTree) -> [String] {
    Set(entries.keys).union(other.entries.keys).filter { entries[$0] != other.entries[$0] }.sorted()
  }
}
