/// What a shell offers when the value of a parameter is being typed.
package enum Completion: Sendable, Equatable {
  /// Nothing.
  case none
  /// Files and folders.
  case file
  /// Folders.
  case folder
  /// These words.
  case choices([String])
  /// Values that only the tool knows: what it prints for `__complete NAME`.
  case list(String)
}
