import ManentFormats

/// What to paste into the settings of programs that start `manent mcp`.
public enum MCPConfiguration: String, CaseIterable, Sendable {
  /// Claude Desktop and Claude Code.
  case claude
  /// Cursor.
  case cursor
  /// Visual Studio Code.
  case vscode
  /// Codex.
  case codex
  /// Zed.
  case zed

  /// The file that it goes into.
  public var place: String {
    switch self {
    case .claude: "claude_desktop_config.json, or .mcp.json of a project"
    case .cursor: "~/.cursor/mcp.json"
    case .vscode: ".vscode/mcp.json"
    case .codex: "~/.codex/config.toml"
    case .zed: "settings.json"
    }
  }

  /// The text.
  ///
  /// - Parameters:
  ///   - command: the program's path.
  ///   - arguments: its words.
  public func text(command: String, arguments: [String]) -> String {
    let words = JSON.array(arguments.map(JSON.string))
    switch self {
    case .claude, .cursor:
      return JSON.object(["mcpServers": ["manent": ["command": .string(command), "args": words]]]).pretty()
    case .vscode:
      return JSON.object(["servers": ["manent": ["type": "stdio", "command": .string(command), "args": words]]])
        .pretty()
    case .codex:
      return "[mcp_servers.manent]\ncommand = \(JSON.string(command).serialized())\nargs = \(words.serialized())"
    case .zed:
      return JSON.object([
        "context_servers": ["manent": ["source": "custom", "command": .string(command), "args": words, "env": [:]]]
      ]).pretty()
    }
  }
}
