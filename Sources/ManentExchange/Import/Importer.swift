import ManentCatalog
import ManentChats
public import ManentCore
import ManentFormats
import ManentRecords
public import ManentWorkspace

/// Takes in chats of other programs, and of other workspaces.
public struct Importer {
  /// What an import is to do.
  public struct Options: Sendable, Equatable {
    /// What the source is; `nil` to find out by looking.
    public var format: ImportFormat?
    /// Tags for the chats that are new.
    public var tags: [String]
    /// Whether nothing is to be written.
    public var isRehearsal: Bool

    /// Options from their parts.
    public init(format: ImportFormat? = nil, tags: [String] = [], isRehearsal: Bool = false) {
      self.format = format
      self.tags = tags
      self.isRehearsal = isRehearsal
    }
  }

  let workspace: Workspace

  /// An importer into a workspace.
  public init(into workspace: Workspace) { self.workspace = workspace }

  /// Takes in what is at a path.
  ///
  /// - Parameters:
  ///   - path: absolute; a file, or a folder of the legacy layout or of ChatGPT's export.
  ///   - options: what is to be done.
  /// - Returns: what came of it; what could not be taken does not keep the rest from it.
  public func run(_ path: Path, _ options: Options = Options()) throws -> ImportSummary {
    let path = try Files.resolvingLinks(path)
    // A pipe or a device cannot be looked at twice, and may never end.
    if try Files.status(path)?.kind == .other { throw FileError("import", path, code: FileError.notRegularCode) }
    for tag in options.tags { try TagName.check(tag) }
    let format = try options.format ?? ImportDetection.format(of: path)
    var summary = ImportSummary(format: format)
    if format == .legacy {
      summary.legacy = try LegacyDocuments(in: LegacyLayout(in: path), of: workspace)
        .take(isRehearsal: options.isRehearsal)
    }
    let intake = Intake(options.tags)
    var report = try workspace.importChats(from: format.rawValue, isRehearsal: options.isRehearsal) { take in
      intake.take = take
      try read(path, format, intake)
    }
    report.failed = intake.failed + report.failed
    summary.chats = report
    summary.notices = intake.notices
    return summary
  }

  private func read(_ path: Path, _ format: ImportFormat, _ intake: Intake) throws {
    switch format {
    case .manent: try values(of: path, under: ["chats"], intake) { try ManentReader.chat($0) }
    case .openai:
      let fallback = try Self.modified(path)
      try values(of: path, under: [], intake) { try OpenAIReader.chat($0).imported(unlessEmpty: fallback) }
    case .chatgpt: try readChatGPT(path, intake)
    case .llm: try readLog(path, intake)
    case .legacy:
      for history in try LegacyLayout(in: path).histories { try readHistory(history.path, intake) }
    }
  }

  /// When a file was changed last: when its chats began, if nothing in them tells.
  static func modified(_ path: Path) throws -> Timestamp {
    Timestamp(milliseconds: max(0, (try Files.statusFollowingLinks(path)?.modified ?? 0) / 1_000_000))
  }

  private func readLog(_ path: Path, _ intake: Intake) throws {
    let fallback = try Self.modified(path)
    do {
      try LLMReader(path).forEach { try intake.add($0, fallback) }
    } catch let error as CatalogError where error.path == path {
      throw ImportError(
        .malformed, path.string, "\(error.message) (\(error.call))",
        advice: "SQLite's own 'sqlite3 \(path.name) .recover' may save what is left")
    }
  }

  private func readHistory(_ path: Path, _ intake: Intake) throws {
    let fallback = try Self.modified(path)
    let name = String(path.name.dropLast(5))
    try intake.attempt(path.name) {
      let json = try Self.history(path, notify: intake.notify(path.name))
      for chat in try LegacyHistory.chats(json, name: name) { try intake.add(chat, fallback) }
    }
  }

  /// What a history of the legacy layout holds.
  static func history(_ path: Path, notify: (String) -> Void) throws -> JSON {
    let bytes = try Files.read(path, limit: 1 << 30, followsLinks: false)
    return try Array(EndMark.removed(from: bytes)).withUnsafeBufferPointer {
      try JSONElements.value(of: $0, notify: notify)
    }
  }

  private func readChatGPT(_ path: Path, _ intake: Intake) throws {
    let fallback = try Self.modified(path)
    func read(_ file: Path) throws {
      if let program = try ImportText.withBytes(of: file, { ImportDetection.stranger(in: JSONElements($0)) }) {
        throw ImportError.unread(program, path.string)
      }
      try values(of: file, under: ["conversations"], intake) {
        try ChatGPTReader.chat($0).imported(unlessEmpty: fallback)
      }
    }
    if try Files.status(path)?.kind == .folder {
      let files = try Files.list(path).filter(ChatGPTArchive.isConversations)
      guard !files.isEmpty else { throw ImportError(.malformed, path.string, "it has no conversations.json") }
      for name in files { try read(path / name) }
    } else if try Files.read(path, range: 0..<4).starts(with: [0x50, 0x4B]) {
      let folder = try Files.makeTemporaryFolder(
        prefix: "manent-import-", environment: workspace.surroundings.environment)
      defer { try? Files.removeTree(folder) }
      try ChatGPTArchive(path).forEachConversations(in: folder, read)
    } else {
      try read(path)
    }
  }
}
