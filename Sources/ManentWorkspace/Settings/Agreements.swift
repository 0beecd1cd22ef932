public import ManentCore
import ManentFormats

/// Which workspaces may hand what they hold to whom, as the user of this machine has agreed: `trust.yaml` beside the
/// machine's settings, lists by the workspaces' paths.
///
/// A workspace can come from somebody else, and what it names as provider or embedder would get the user's questions and
/// texts, with the user's key. So nothing of it decides this, and the file is never synced.
public enum Agreements {
  /// The name of the file in the folder of machine settings.
  public static let fileName = "trust.yaml"
  /// What stands for all workspaces, and for all that can be named.
  public static let all = "*"

  /// Whom a provider or an embedder and its model mean: `PLUGIN`, or `PLUGIN:ENDPOINT` where the model names one.
  public static func target(_ plugin: String, model: String?) -> String {
    guard let model, let slash = model.firstIndex(of: "/") else { return plugin }
    return "\(plugin):\(model[..<slash])"
  }

  /// Whether the user has agreed for a workspace.
  static func holds(_ target: String, for root: Path, in folder: Path) throws -> Bool {
    let mapping = try YAMLMapping(read(in: folder))
    return try [name(of: root), all].contains { name in
      try (mapping.strings(name) ?? []).contains { $0 == target || $0 == all }
    }
  }

  /// Notes that the user has agreed to a target. Where that cannot be noted, the user is told, and will be asked again.
  ///
  /// - Parameters:
  ///   - target: whom.
  ///   - root: the folder of the workspace; `nil` for all workspaces.
  ///   - surroundings: tells where the file is.
  public static func note(_ target: String, for root: Path?, surroundings: Surroundings) throws {
    do {
      _ = try change(root.map(name) ?? all, surroundings) { $0.contains(target) ? $0 : $0 + [target] }
    } catch let error as FileError {
      surroundings.notify("that this was agreed to cannot be noted (\(error))")
    }
  }

  /// Takes an agreement back.
  ///
  /// - Returns: whether there was one.
  public static func withdraw(_ target: String, for root: Path?, surroundings: Surroundings) throws -> Bool {
    try change(root.map(name) ?? all, surroundings) { $0.filter { $0 != target } }
  }

  /// What the file calls a workspace. Another one that comes to lie at its place is asked about as far as it names
  /// somebody else.
  private static func name(of root: Path) -> String {
    // A folder that cannot be resolved cannot be opened either.
    ((try? Files.resolvingLinks(root)) ?? root).string
  }

  /// Changes a list; says whether that makes a difference.
  private static func change(
    _ name: String, _ surroundings: Surroundings, _ change: ([String]) -> [String]
  ) throws -> Bool {
    let folder = WorkspaceLocator(environment: surroundings.environment).configuration
    try Files.makeFolders(folder, mode: 0o700)
    // Two commands at once each see what the other has noted.
    return try FileLock.wait(for: folder / ".trust.lock").during {
      var document = try read(in: folder)
      let before = try YAMLMapping(document).strings(name) ?? []
      let after = change(before)
      guard after != before else { return false }
      try document.set(after.isEmpty ? nil : YAMLValue(.array(after.map(JSON.string))), at: [name])
      try Files.writeAtomically(document.bytes, to: folder / fileName, mode: 0o600)
      return true
    }
  }

  /// The file; an empty one where there is none. One that cannot be read is an error: it is not known then what was
  /// agreed to.
  private static func read(in folder: Path) throws -> YAMLDocument {
    let file = folder / fileName
    let isThere = try Files.statusFollowingLinks(file) != nil
    return try YAMLDocument(parsing: isThere ? Files.read(file, limit: 1 << 20) : [], file: file.string)
  }
}
