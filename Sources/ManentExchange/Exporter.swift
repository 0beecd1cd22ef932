import ManentFormats
public import ManentWorkspace

/// Gives chats out, one after another, so that memory does not grow with their number.
public struct Exporter {
  private let workspace: Workspace

  /// An exporter of a workspace's chats.
  public init(of workspace: Workspace) { self.workspace = workspace }

  /// Writes chats in a form.
  ///
  /// The bytes depend on the chats' content alone: chats come by their beginning, then by id, and no time of export
  /// is in them.
  ///
  /// - Parameters:
  ///   - chats: the chats, in any order.
  ///   - format: the form.
  ///   - write: called with each piece of the text.
  public func export(_ chats: [Chat], as format: ExportFormat, write: (String) throws -> Void) throws {
    let ordered = chats.sorted { ($0.settings.createdAt, $0.id) < ($1.settings.createdAt, $1.id) }
    if format == .json {
      let name = JSON.string(workspace.name).serialized()
      try write("{\"format\":\"manent/1\",\"workspace\":\(name),\"chats\":[")
    }
    for (index, chat) in ordered.enumerated() {
      let transcript = try workspace.transcript(of: chat)
      switch format {
      case .json: try write((index == 0 ? "\n" : ",\n") + ChatJSON.value(chat, transcript).serialized())
      case .jsonl: try write(ChatJSON.value(chat, transcript).serialized() + "\n")
      case .markdown: try write((index == 0 ? "" : "\n---\n\n") + ChatMarkdown.text(chat, transcript))
      }
    }
    if format == .json { try write(ordered.isEmpty ? "]}\n" : "\n]}\n") }
  }
}
