public import ManentCore

/// What was typed before, kept in a file of this machine that nobody else can read.
///
/// One message a line, with `\n`, `\t` and `\\` for what a line cannot hold, and behind a tab the id of the chat that
/// it was typed in; programs that run at once only ever
/// append, so that none loses what another has kept. Once the file is twice as long as it need be, its older half is
/// dropped.
public struct LineHistory: Sendable {
  /// How many entries are kept.
  public static let limit = 1000
  /// How long an entry may be in bytes; a longer one is not kept.
  public static let entryLimit = 32_768

  /// The file.
  public let path: Path

  /// A history in a file.
  public init(at path: Path) { self.path = path }

  /// The file of this machine: `$XDG_STATE_HOME/manent/prompt-history`, else `~/.local/state/manent/prompt-history`;
  /// `nil` when there is no place for one.
  public static func ofMachine(_ environment: [String: String]) -> LineHistory? {
    if let folder = environment["XDG_STATE_HOME"], folder.hasPrefix("/") {
      return LineHistory(at: Path(folder) / "manent/prompt-history")
    }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return LineHistory(at: Path(home) / ".local/state/manent/prompt-history")
  }

  /// The entries, the oldest first; lines that cannot be read are passed over.
  public func entries() -> [String] {
    guard let bytes = try? Files.read(path, limit: 100_000_000) else { return [] }
    return bytes.split(separator: UInt8(ascii: "\n")).suffix(Self.limit).compactMap(Self.entry)
  }

  /// Keeps an entry. A history that cannot be written keeps nobody from talking.
  ///
  /// - Parameters:
  ///   - entry: what was typed.
  ///   - chat: the id of the chat that it was typed in; `nil` for none.
  public func add(_ entry: String, in chat: String? = nil) {
    guard !entry.isEmpty, entry.utf8.count <= Self.entryLimit else { return }
    try? Files.makeFolders(path.parent, mode: 0o700)
    let line = Self.line(entry, chat)
    do {
      try makePrivate()
      try Files.append(line, to: path)
      try shorten()
    } catch {}
  }

  /// Takes out what was typed in chats that are purged.
  ///
  /// - Throws: `FileError` when it cannot be taken out.
  public func remove(typedIn chats: Set<String>) throws(FileError) {
    guard try Files.status(path)?.kind == .file else { return }
    let lines = try Files.read(path).split(separator: UInt8(ascii: "\n"))
    let kept = lines.filter { line in
      guard let tab = line.lastIndex(of: UInt8(ascii: "\t")) else { return true }
      return !chats.contains(String(decoding: line[(tab + 1)...], as: UTF8.self))
    }
    guard kept.count < lines.count else { return }
    try Files.writeAtomically(kept.flatMap { Array($0) + [UInt8(ascii: "\n")] }, to: path, mode: 0o600)
  }

  /// Makes the file for this user alone, before anything is put into it.
  private func makePrivate() throws {
    guard let status = try Files.status(path) else { return try Files.writeNew([], to: path, mode: 0o600, sync: false) }
    guard status.kind == .file else { throw FileError("append to", path, code: 0) }
    if status.mode & 0o077 != 0 { try Files.writeAtomically(Files.read(path), to: path, mode: 0o600) }
  }

  private func shorten() throws {
    guard let size = try Files.status(path)?.size, size > 200_000 else { return }
    let lines = try Files.read(path).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
    guard lines.count > 2 * Self.limit || size > 20_000_000 else { return }
    let kept = lines.suffix(size > 20_000_000 ? Self.limit / 4 : Self.limit)
    try Files.writeAtomically(kept.flatMap { Array($0) + [UInt8(ascii: "\n")] }, to: path, mode: 0o600)
  }

  private static func line(_ entry: String, _ chat: String?) -> [UInt8] {
    var text = ""
    for scalar in entry.unicodeScalars {
      switch scalar {
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case "\\": text += "\\\\"
      default: text.unicodeScalars.append(scalar)
      }
    }
    if let chat { text += "\t\(chat)" }
    return Array(text.utf8) + [UInt8(ascii: "\n")]
  }

  private static func entry(_ line: ArraySlice<UInt8>) -> String? {
    let line = line.prefix { $0 != UInt8(ascii: "\t") }
    guard line.count <= 2 * entryLimit, let text = String(validating: line, as: UTF8.self) else { return nil }
    var entry = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if isEscaped {
        entry.append(scalar == "n" ? "\n" : scalar == "t" ? "\t" : scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else if scalar.properties.generalCategory != .control {
        entry.append(scalar)
      }
    }
    return entry.isEmpty ? nil : String(entry)
  }
}
