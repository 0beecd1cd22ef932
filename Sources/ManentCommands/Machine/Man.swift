import ManentCommandLine
import ManentCore
import ManentTerminal

/// `manent man`: prints manual pages.
enum ManCommand {
  static let words = Arguments<String>("COMMAND", completion: .command, help: "the command that the page is about")
  static let output = Option<String>(
    "output", short: "o", value: "FOLDER", completion: .folder, help: "write the pages of all commands into a folder")

  static var command: Command {
    Command(
      "man", group: "Machine", summary: "print the manual page of a command",
      discussion: "The pages say the same as --help, for man(1).",
      examples: [
        Example("manent man chat | man -l -", "read one"),
        Example("manent man -o ~/.local/share/man/man1", "put all of them where man finds them"),
      ],
      parameters: [words, output], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let root = CommandPath(invocation.path.root)
    guard let folder = invocation[output] else {
      return try session.terminal.write(ManPage.render(path(root, invocation), version: ProductVersion.current))
    }
    guard invocation[words].isEmpty else { throw invocation.misuse("'--output' is for the pages of all commands") }
    let target = Path(folder).absolute(from: Platform.currentFolder)
    try Files.makeFolders(target)
    for path in root.withAllBelow {
      let page = ManPage.render(path, version: ProductVersion.current)
      try Files.writeAtomically(Array(page.utf8), to: target / ManPage.fileName(of: path))
    }
    try session.say("\(root.withAllBelow.count) pages written to \(target)")
  }

  private static func path(_ root: CommandPath, _ invocation: Invocation) throws -> CommandPath {
    var path = root
    for word in invocation[words] {
      guard let command = path.command.subcommand(named: word) else {
        throw invocation.misuse("there is no command '\(word)' below '\(path.name)'")
      }
      path.descend(to: command)
    }
    return path
  }
}
