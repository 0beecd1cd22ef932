import ManentCore

/// A command of the prompt that cannot be run.
struct PromptError: ManentError, Equatable {
  /// What is wrong, in one line.
  let description: String

  init(_ description: String) { self.description = description }
}
