/// Who embeds, as a workspace names it: `hashed-1024-v1`, a plugin, or a plugin and its model (`openai:ollama/nomic`).
package struct EmbedderReference: Equatable {
  /// The built-in embedder, or the plugin.
  package var name: String
  /// The plugin's model; `nil` for its default.
  package var model: String?

  /// A reference from its text; `nil` when it is none.
  package init?(_ text: String) {
    guard let colon = text.firstIndex(of: ":") else {
      guard WorkspaceSettings.isPlain(text) else { return nil }
      (name, model) = (text, nil)
      return
    }
    let (plugin, rest) = (text[..<colon], text[text.index(after: colon)...])
    let parts = rest.split(separator: "/", omittingEmptySubsequences: false)
    let isName = parts.allSatisfy { part in
      part.split(separator: ":", omittingEmptySubsequences: false).allSatisfy { WorkspaceSettings.isPlain($0) }
    }
    guard WorkspaceSettings.isPlain(plugin), isName, rest.utf8.count <= 128 else { return nil }
    (name, model) = (String(plugin), String(rest))
  }

  /// What its folder in the index is called: neither `:` nor `/` may be in the name of one everywhere.
  package var folder: String {
    let text = model.map { "\(name):\($0)" } ?? name
    return String(text.map { $0 == ":" || $0 == "/" ? "+" : $0 })
  }
}
