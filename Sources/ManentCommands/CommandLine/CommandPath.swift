/// A command with the ones above it, the root first.
struct CommandPath: Sendable {
  /// The root.
  let root: Command
  /// What follows the root.
  private(set) var below: [Command] = []

  /// The path that ends at the root.
  init(_ root: Command) { self.root = root }

  /// The last one: the command itself.
  var command: Command { below.last ?? root }
  /// All commands, the root first.
  var commands: [Command] { [root] + below }
  /// The commands above the last one, the root first.
  var ancestors: ArraySlice<Command> { commands.dropLast() }
  /// Whether the path ends at the root.
  var isRoot: Bool { below.isEmpty }
  /// What is typed to get there: `manent documents list`.
  var name: String { commands.map(\.name).joined(separator: " ") }

  /// Goes one command down.
  mutating func descend(to command: Command) { below.append(command) }

  /// The path one command down.
  func descending(to command: Command) -> CommandPath {
    var path = self
    path.descend(to: command)
    return path
  }
}
