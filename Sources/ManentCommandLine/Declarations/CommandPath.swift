/// A command with the ones above it, the root first.
package struct CommandPath: Sendable {
  /// The root.
  package let root: Command
  /// What follows the root.
  package private(set) var below: [Command] = []

  /// The path that ends at the root.
  package init(_ root: Command) { self.root = root }

  /// The last one: the command itself.
  package var command: Command { below.last ?? root }
  /// All commands, the root first.
  package var commands: [Command] { [root] + below }
  /// The commands above the last one, the root first.
  package var ancestors: ArraySlice<Command> { commands.dropLast() }
  /// Whether the path ends at the root.
  package var isRoot: Bool { below.isEmpty }
  /// What is typed to get there: `manent documents list`.
  package var name: String { commands.map(\.name).joined(separator: " ") }

  /// Goes one command down.
  package mutating func descend(to command: Command) { below.append(command) }

  /// The path one command down.
  package func descending(to command: Command) -> CommandPath {
    var path = self
    path.descend(to: command)
    return path
  }
}
