import ManentCatalog
import ManentCore
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
      let root = RootCommand.command
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
    case chats, forgotten, documents, workspaces, templates
  }

  static var command: Command {
    Command(
      "__complete", summary: "list values for completion scripts",
      examples: [Example("manent __complete chats", "the ids of chats")], parameters: [kind], isHidden: true
    ) { invocation in
      let session = Session(invocation)
      if invocation[kind] == .workspaces {
        for name in try session.locator.names() { try session.say(name) }
        return
      }
      guard case .existing(let root) = try session.locator.locate(invocation[GlobalOptions.workspace]) else { return }
      let workspace = try Workspace.open(root, surroundings: Surroundings(environment: invocation.environment))
      switch invocation[kind] {
      case .chats:
        for chat in try workspace.catalog().chats() {
          let title = chat.title.split(whereSeparator: \.isWhitespace).joined(separator: " ")
          try session.say("\(chat.id)\t\(title)")
        }
      case .forgotten:
        for chat in try workspace.tombstones().forgotten {
          try session.say("\(chat.chat)\tforgotten \(chat.createdAt.description.prefix(10))")
        }
      case .documents:
        for document in try workspace.catalog().documents() { try session.say(document.name) }
      case .templates:
        for name in try workspace.templateNames() { try session.say(name) }
      case .workspaces: break
      }
    }
  }
}
