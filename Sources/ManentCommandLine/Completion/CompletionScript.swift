/// Makes the scripts that let a shell complete command lines.
///
/// A script is made from the declarations alone and holds all names and choices. It finds the command that is being
/// typed by walking along the words, as the parser does, then looks up what may stand at the cursor. For what only
/// the tool knows (chats, documents, workspaces) it runs the hidden command `__complete LIST`, which prints a value a
/// line, if it likes followed by a tab and a description; the options that choose the workspace are handed on to it.
package struct CompletionScript {
  /// The name of the tool.
  let tool: String
  /// The name in a form that functions of a shell may have.
  let function: String
  /// Every command that people are told of, those above before those below.
  let nodes: [Node]

  private init(_ root: Command) {
    tool = root.name
    function = "_" + String(root.name.map { $0.isLetter || $0.isNumber ? $0 : "_" })
    nodes = Node.all(below: CommandPath(root))
  }

  /// The script for bash 3.2 and newer.
  package static func bash(_ root: Command) -> String { CompletionScript(root).bash }
  /// The script for zsh, for a folder of `$fpath` or to be sourced.
  package static func zsh(_ root: Command) -> String { CompletionScript(root).zsh }
  /// The script for fish 3.0 and newer.
  package static func fish(_ root: Command) -> String { CompletionScript(root).fish }

  /// The branches of a `case` in bash and zsh.
  func branches(_ cases: [Case]) -> String {
    cases.map { "    \($0.patterns.joined(separator: " | "))) \($0.body) ;;" }.joined(separator: "\n")
  }

  /// A text in single quotes, for bash and zsh.
  static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
  }

  /// `command/word` to the command that the word names.
  func entering(_ quote: (String) -> String, body: (String) -> String) -> [Case] {
    nodes.flatMap { node in
      node.children.map { child in
        let names = [child.command.name] + child.command.aliases
        return Case(names.map { quote(node.name + "/" + $0) }, body(quote(child.name)))
      }
    }
  }

  /// `command option` to the kind of value that the option takes.
  func optionValues(_ quote: (String) -> String, body: (String) -> String) -> [Case] {
    nodes.flatMap { node in
      node.options.filter(\.takesValue).map { option in
        Case(option.names.map { quote(node.name + " " + $0) }, body(quote(option.completion.word)))
      }
    }
  }

  /// `command position` to the kind of argument at the position.
  func positions(_ quote: (String) -> String, body: (String) -> String) -> [Case] {
    nodes.flatMap { node in
      node.positionals.enumerated().map { index, parameter in
        let isLast = parameter.bounds.upperBound > 1
        let pattern = isLast ? quote(node.name + " ") + "*" : quote("\(node.name) \(index)")
        return Case([pattern], body(quote(parameter.completion.word)))
      }
    }
  }
}

extension CompletionScript {
  /// A branch: what is compared, and what is done then.
  struct Case {
    let patterns: [String]
    let body: String

    init(_ patterns: [String], _ body: String) {
      self.patterns = patterns
      self.body = body
    }
  }
}

extension Completion {
  /// How the scripts name the kind.
  fileprivate var word: String {
    switch self {
    case .none: "none"
    case .file: "file"
    case .folder: "folder"
    case .choices(let choices): "words " + choices.joined(separator: " ")
    case .list(let name): "list " + name
    }
  }
}
