public import ManentCore
public import ManentFormats
public import ManentRecords

/// A file of settings, the workspace's or the machine's, that is read and changed key by key.
///
/// A change keeps the comments and the order of the file, and is refused when the settings would not be valid any more.
public struct SettingsFile {
  /// Whose settings they are.
  public enum Owner: Sendable {
    /// `workspace.yaml`.
    case workspace
    /// `config.yaml`.
    case machine
  }

  /// Whose settings they are.
  public let owner: Owner
  /// The file; a machine's may be missing, and is made by the first change.
  public let path: Path
  private var document: YAMLDocument

  /// Reads the file.
  public init(_ owner: Owner, at path: Path) throws {
    try self.init(owner, at: path, holding: Self.bytes(owner, at: path))
  }

  /// The file as it would be with other content.
  public init(_ owner: Owner, at path: Path, holding bytes: [UInt8]) throws {
    self.owner = owner
    self.path = path
    document = try YAMLDocument(parsing: bytes, file: path.string)
  }

  /// The content of the file, whether or not it can be read as settings; a machine's that is missing holds nothing.
  public static func bytes(_ owner: Owner, at path: Path) throws -> [UInt8] {
    // A workspace's settings may be a stranger's, and a link of theirs leads to what is the user's.
    if owner == .workspace { return try Files.read(path, limit: YAMLDocument.maximumSize, followsLinks: false) }
    return try Files.statusFollowingLinks(path) == nil ? [] : Files.read(path, limit: YAMLDocument.maximumSize)
  }

  /// The text as it is, or as the changes so far have made it.
  public var text: String { document.text }

  /// Throws what is wrong with the settings, with its place.
  public func check() throws { try check(document.bytes) }

  private func check(_ bytes: [UInt8]) throws {
    switch owner {
    case .workspace: _ = try WorkspaceSettings(parsing: bytes, file: path.string)
    case .machine: _ = try MachineSettings(parsing: bytes, file: path.string)
    }
  }

  /// What the file says for a key; `nil` when it says nothing.
  public func value(_ key: SettingKey) -> JSON? {
    key.parts.reduce(document.root.isNull ? [:] : document.root.json as JSON?) { $0?[$1] }
  }

  /// Sets a key. The text is read as YAML (`20`, `true`, `[a, b]`); where that is no valid value, as text.
  ///
  /// - Throws: `WorkspaceError.Code.badName` for a key or a value that is none.
  public mutating func set(_ key: SettingKey, to text: String) throws {
    let typed = (try? YAMLDocument(parsing: Array(text.utf8), file: "")).map { YAMLValue($0.root.json) }
    var refusal: (any Error)?
    for value in [typed, .string(text)].compactMap(\.self) {
      do {
        return try change(key, to: value)
      } catch {
        // A bare number where text belongs (a time without its unit) is told as what it is as text.
        let wasOfOtherType = (refusal as? WorkspaceError)?.problem.hasSuffix("must be text") ?? true
        refusal = wasOfOtherType ? error : refusal
      }
    }
    if let refusal { throw refusal }
  }

  /// Takes a key out, so that its default holds. A mapping of the machine's settings that has nothing left goes with it:
  /// an endpoint without anything is none.
  public mutating func unset(_ key: SettingKey) throws {
    try change(key, to: nil)
    guard owner == .machine else { return }
    var parts = key.parts.dropLast()
    while let above = SettingKey(parts.joined(separator: ".")), value(above)?.object?.isEmpty == true {
      try change(above, to: nil)
      parts = parts.dropLast()
    }
  }

  private mutating func change(_ key: SettingKey, to value: YAMLValue?) throws {
    var changed = document
    try changed.set(value, at: key.parts)
    do {
      try check(changed.bytes)
    } catch let error as YAMLError {
      // What was wrong before is told with its place; what this change would make wrong, without: nobody has it.
      try check()
      let meant = error.suggestion.map { "did you mean '\($0)'?" } ?? ""
      throw WorkspaceError(.badSetting, key.description, error.message, advice: meant)
    }
    document = changed
  }

  /// Writes the text to the file, in one step.
  public func write() throws {
    try Files.makeFolders(path.parent, mode: owner == .machine ? 0o700 : 0o755)
    let file = try AtomicFile(at: path, mode: owner == .machine ? 0o600 : 0o644)
    do {
      try file.write(text)
      try file.commit()
    } catch {
      file.discard()
      throw error
    }
  }
}
