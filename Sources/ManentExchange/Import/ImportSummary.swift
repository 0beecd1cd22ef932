public import ManentChats

/// What came of an import.
public struct ImportSummary: Sendable, Equatable {
  /// Something that was not taken, and why.
  public typealias Failure = ImportReport.Refusal

  /// What the source was.
  public var format: ImportFormat
  /// The chats.
  public var chats = ImportReport()
  /// The documents, of the legacy layout.
  public var legacy: LegacyFigures?
  /// What the user should know, each once.
  public var notices: [String] = []

  /// Whether all was taken.
  public var isComplete: Bool { chats.failed.isEmpty && legacy?.failed.isEmpty != false }
}
