import ManentCatalog
import ManentChat
import ManentCommandLine
import ManentCore
import ManentFormats
import ManentPlugins
import ManentRecords
import ManentSync
import ManentTerminal
import ManentWorkspace

/// `manent completions`: prints what a shell needs to complete command lines.
enum CompletionsCommand {
  static let shell = Argument<Shell>("SHELL", help: "the shell that the script is for")

  enum Shell: String, CaseIterable, ArgumentValue {
    case bash, zsh, fish
  }

  static var command: Command {
    Command(
      "completions", group: "Machine", summary: "print a completion script for a shell",
      examples: [
        Example("source <(manent completions bash)", "in ~/.bashrc"),
        Example("manent completions fish > ~/.config/fish/completions/manent.fish", "for fish"),
      ],
      parameters: [shell]
    ) { invocation in
      let root = invocation.path.root
      let script =
        switch invocation[shell] {
        case .bash: CompletionScript.bash(root)
        case .zsh: CompletionScript.zsh(root)
        case .fish: CompletionScript.fish(root)
        }
      try Session(invocation).terminal.write(script)
    }
  }
}

/// `manent __complete`: what the completion scripts ask while the user types. It makes no workspace and changes
/// nothing: it tells what the last command knew.
enum CompleteCommand {
  static let kind = Argument<Kind>("KIND", help: "what to list")

  enum Kind: String, CaseIterable, ArgumentValue {
    case chats, forgotten, documents, workspaces, templates, tags, settings, providers, models, plugins, keys, commands
  }

  static var command: Command {
    Command(
      "__complete", summary: "list values for completion scripts",
      examples: [Example("manent __complete chats", "the ids of chats")], parameters: [kind], isHidden: true
    ) { invocation in
      let session = Session(invocation)
      if let names = try machineNames(invocation[kind], session) {
        for name in names { try session.say(name) }
        return
      }
      guard case .existing(let root) = try session.locator.locate(invocation[GlobalOptions.workspace]) else { return }
      let workspace = try Workspace.open(root, surroundings: Surroundings(environment: invocation.environment))
      switch invocation[kind] {
      case .chats:
        let chats = try workspace.catalog().chats()
        let shown = Dictionary(grouping: chats) { $0.id.suffix(8) }
        for chat in chats {
          // The id as lists show it, where it means this chat alone and is not one that a client has chosen.
          let isPlain = UUIDv7(chat.id) != nil && shown[chat.id.suffix(8)]?.count == 1
          try session.say("\(isPlain ? String(chat.id.suffix(8)) : chat.id)\t\(Terminal.inertLine(chat.title))")
        }
      case .forgotten:
        for chat in try workspace.tombstones().forgotten {
          try session.say("\(chat.chat)\tforgotten \(chat.createdAt.description.prefix(10))")
        }
      case .documents:
        for document in try workspace.catalog().documents() { try session.say(document.name) }
      case .templates:
        for name in try workspace.templateNames() { try session.say(name) }
      case .tags:
        for tag in Set(try workspace.catalog().chats().flatMap(\.tags)).sorted() { try session.say(tag) }
      case .workspaces, .settings, .providers, .models, .plugins, .keys, .commands: break
      }
    }
  }

  /// The names of a kind that no workspace is needed for; `nil` for any other kind.
  private static func machineNames(_ kind: Kind, _ session: Session) throws -> [String]? {
    switch kind {
    case .workspaces: return try session.locator.names()
    case .commands: return session.invocation.path.root.subcommands.filter { !$0.isHidden }.map(\.name)
    case .settings: return Set((SettingKey.workspace + SettingKey.machine).map(\.name)).sorted()
    case .providers: return session.providers.names
    case .plugins: return session.plugins.all().map(\.name)
    case .models:
      // No server is asked while somebody types.
      return try MachineSettings.load(from: session.locator.configuration).endpoints.map { endpoint in
        "openai:\(endpoint.name)/\(endpoint.json["model"]?.string ?? "")"
      }
    case .keys:
      let folder = session.locator.configuration
      let stored = try MachineKeys(in: folder, environment: session.invocation.environment).names
      return Set(stored + (try MachineSettings.load(from: folder).endpoints.map(\.name)) + ["openai"]).sorted()
    case .chats, .forgotten, .documents, .templates, .tags: return nil
    }
  }
}
