public import ManentCore
public import ManentGit

extension History {
  /// The name of the driver, as `.gitattributes` says it.
  public static let mergeDriver = "manent-yaml"

  /// Makes git join settings files with a program of ours, and, where the workspace is the whole repository, makes a
  /// plain `git pull` join what has gone apart (unless the user has said how).
  ///
  /// - Parameter command: what a shell runs; git puts the files in the places of `%O`, `%A`, `%B` and `%P`.
  public func installMergeDriver(_ command: String) throws(GitError) {
    var settings = [
      (key: "merge.\(Self.mergeDriver).name", value: "settings key by key"),
      (key: "merge.\(Self.mergeDriver).driver", value: command),
    ]
    let known = try repository.configuration()
    if prefix.isEmpty, try known.text("pull.rebase") == nil, try known.text("pull.ff") == nil {
      settings.append((key: "pull.rebase", value: "false"))
    }
    try repository.set(settings)
  }
}

extension HeadReader {
  /// Whether the settings of a repository hold a line that ends in this text; `nil` when they cannot be read.
  public static func hasSetting(_ name: String, _ value: String, gitFolder: Path) -> Bool? {
    let common = (try? Files.read(gitFolder / "commondir", limit: 4096))
      .map { String(decoding: $0.prefix { $0 != 0x0A }, as: UTF8.self) }
    let base = common.map { Path($0).absolute(from: gitFolder) } ?? gitFolder
    guard let bytes = try? Files.read(base / "config", limit: 1 << 20) else { return nil }
    var escaped: [UInt8] = []
    for byte in value.utf8 {
      if byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "\"") { escaped.append(UInt8(ascii: "\\")) }
      escaped.append(byte)
    }
    let wanted = Array("\(name) = ".utf8) + escaped
    return bytes.split(separator: 0x0A).contains { line in
      line.count >= wanted.count && line.suffix(wanted.count).elementsEqual(wanted)
    }
  }
}
