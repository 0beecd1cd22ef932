/// What the terminal that answers are shown on can do, and what the user wants of it.
package struct TerminalLooks: Sendable {
  /// Whether rows can be taken back and the cursor moved: a terminal, and no dumb one.
  package let canMove: Bool
  /// Whether text may be bold, faint or coloured: the user has not said `NO_COLOR` (https://no-color.org).
  package let isStyled: Bool

  /// The looks of standard output.
  package init(_ terminal: Terminal, environment: [String: String]) {
    canMove = terminal.writesToTerminal && LineEditor.canEdit(environment)
    isStyled = canMove && (environment["NO_COLOR"] ?? "").isEmpty
  }

  /// How many places a row has; `nil` where nothing is laid out.
  package var width: Int? { canMove ? WindowSize.current.columns : nil }

  /// Text that matters less.
  package func faint(_ text: String) -> String { isStyled ? TextStyle.dim.applied(to: text) : text }

  /// A display for Markdown; `nil` where it is to be shown as it is.
  package func markdown(isWanted: Bool) -> MarkdownDisplay? {
    guard canMove, isWanted else { return nil }
    return MarkdownDisplay(width: WindowSize.current.columns, isStyled: isStyled)
  }
}
