public import ManentCatalog
import ManentChats
public import ManentCore
public import ManentRecords
public import ManentWorkspace

/// A chat that is to be given out.
public struct ExportChoice: Sendable, Equatable {
  /// The chat's folder, relative to the workspace.
  public var path: String
  /// Its id.
  public var id: String
  /// Its title.
  public var title: String
  /// When it began.
  public var created: Timestamp
  /// How long its files are, as far as that is known.
  public var bytes: Int

  /// A chat that the catalog knows.
  public init(_ row: ChatRow) {
    (path, id, title, created, bytes) = (row.path, row.id, row.title, row.created, row.bytes)
  }

  /// A chat that was opened.
  public init(_ chat: Chat, of workspace: Workspace) throws {
    (path, id, title, created) = (chat.path, chat.id, chat.settings.title, chat.settings.createdAt)
    bytes = try Files.entries(of: workspace.files(of: chat).folder).reduce(0) { $0 + $1.status.size }
  }

  /// Whether this one stands before another in an export: by their beginnings, then by id.
  static func comesFirst(_ left: ExportChoice, _ right: ExportChoice) -> Bool {
    (left.created, left.id, left.path) < (right.created, right.id, right.path)
  }
}
