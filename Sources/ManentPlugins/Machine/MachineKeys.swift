public import ManentCore
import ManentFormats

/// The keys that prove to servers who one is: a file of this machine that nobody else can read.
///
/// A stored key comes before one of the environment (`NAME_API_KEY`). No function gives a key to anybody but the
/// plugins that ask for it in their manifests.
public struct MachineKeys: Sendable {
  /// The name of the file in the folder of machine settings.
  public static let fileName = "keys.yaml"

  /// The file.
  public let path: Path
  private var stored: [(name: String, key: String)]
  private let environment: [String: String]

  /// The keys in a folder of machine settings; none when there is no file.
  ///
  /// - Throws: `KeyError` for a file that others can read, or that is no mapping of text. What is in it is
  ///   in no message.
  public init(in folder: Path, environment: [String: String]) throws {
    path = folder / Self.fileName
    self.environment = environment
    stored = []
    guard let status = try Files.statusFollowingLinks(path) else { return }
    guard status.mode & 0o077 == 0 else {
      throw Self.refusal("\(path) can be read by others; say 'chmod 600 \(path)'")
    }
    let bytes = try Files.read(path, limit: 1 << 20)
    do throws(YAMLError) {
      let root = try YAMLMapping(YAMLDocument(parsing: bytes, file: path.string))
      for name in root.keys {
        guard let key = try root.string(name) else { continue }
        stored.append((name, key))
      }
    } catch {
      // The line that is wrong may be a key, so that it is not shown.
      throw Self.refusal("\(path):\(error.line):\(error.column): keys are lines of 'name: key', each in quotes")
    }
  }

  /// The names of the stored keys, in order.
  public var names: [String] { stored.map(\.name).sorted() }

  /// Whether a key is stored.
  public func isStored(_ name: String) -> Bool { stored.contains { $0.name == name } }

  /// The key of that name: the stored one, else the environment's.
  func key(_ name: String) -> String? {
    let key = stored.first { $0.name == name }?.key ?? environment[Self.variable(for: name)]
    return key.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The variable of the environment that a key is looked for in: `OPENAI_API_KEY` for `openai`.
  public static func variable(for name: String) -> String {
    let letters = name.uppercased().map { $0.isLetter || $0.isNumber ? $0 : "_" }
    return String(letters) + "_API_KEY"
  }

  /// Stores a key in the place of what had its name, or takes one out.
  ///
  /// - Parameters:
  ///   - key: the key; `nil` takes it out.
  ///   - name: its name.
  ///   - folder: the folder of machine settings.
  ///   - environment: this process's.
  /// - Returns: whether a key of that name was stored before.
  @discardableResult public static func store(
    _ key: String?, as name: String, in folder: Path, environment: [String: String]
  ) throws -> Bool {
    guard PluginManifest.isPlainName(name) else {
      throw refusal("'\(name)' cannot name a key: names are of a-z, 0-9, '-', '_' and '.'")
    }
    if let key {
      guard (1...8192).contains(key.utf8.count), key.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
        throw refusal("that is no key: one is a single word of ASCII characters")
      }
    }
    try Files.makeFolders(folder, mode: 0o700)
    // Two commands at once each see what the other has stored.
    return try FileLock.wait(for: folder / ".keys.lock").during {
      var keys = try MachineKeys(in: folder, environment: environment)
      let wasStored = keys.isStored(name)
      if key == nil, !wasStored { return false }
      keys.stored.removeAll { $0.name == name }
      if let key { keys.stored.append((name, key)) }
      let lines = keys.stored.sorted { $0.name < $1.name }.map { ($0.name, YAMLValue.string($0.key)) }
      let target = try Files.statusFollowingLinks(keys.path) == nil ? keys.path : Files.resolvingLinks(keys.path)
      try Files.writeAtomically(Array(YAMLWriter.text(of: lines).utf8), to: target, mode: 0o600)
      return wasStored
    }
  }

  private static func refusal(_ reason: String) -> KeyError { KeyError(.unusable, reason) }
}
