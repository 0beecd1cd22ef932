/// Something that a command takes: a flag, an option with a value, or a positional argument.
///
/// A parameter is a typed key as well: what the user gave is read with `invocation[parameter]`.
package protocol Parameter: Sendable {
  /// What parser, help and completions need to know.
  var declaration: ParameterDeclaration { get }
}
