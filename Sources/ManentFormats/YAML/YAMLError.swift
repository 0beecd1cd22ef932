public import ManentCore

/// Something wrong at a place in a YAML file.
public struct YAMLError: ManentError, Equatable {
  /// The file's name, as it is shown.
  public var file: String
  /// The line, counted from 1.
  public var line: Int
  /// The column in characters (Unicode scalars), counted from 1.
  public var column: Int
  /// What is wrong there.
  public var message: String
  /// The text of the line, without its end.
  public var sourceLine: String
  /// What was probably meant.
  public var suggestion: String?

  /// An error from its facts.
  public init(
    file: String, line: Int, column: Int, message: String, sourceLine: String, suggestion: String? = nil
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
    self.sourceLine = sourceLine
    self.suggestion = suggestion
  }

  /// One line: the place, what is wrong and what was probably meant.
  public var summary: String {
    "\(file):\(line):\(column): \(message)" + (suggestion.map { "; did you mean '\($0)'?" } ?? "")
  }

  /// The ``summary``, the line of the file and a caret below the place.
  public var description: String {
    let excerpt = SourceExcerpt(of: sourceLine, column: column)
    return excerpt.line.isEmpty ? summary : "\(summary)\n\(excerpt.line)\n\(excerpt.caret)"
  }
}
