import ManentCore
import ManentFormats

extension ChatTemplate {
  /// What a template may say.
  package static let keys = [
    "description", "instructions", "opening", "tags", "provider", "model", "observers", "window", "private",
    "variables",
  ]
  /// The variable that stands for what the user says first.
  static let messageName = "message"

  /// Reads a template.
  ///
  /// What it says of provider and model is held to what `workspace.yaml` may say of them: a template can arrive from
  /// somebody else as well.
  ///
  /// - Parameters:
  ///   - bytes: the content of the file.
  ///   - name: the template's name.
  ///   - file: its path, for error messages.
  /// - Throws: `YAMLError` with the position of what is wrong.
  public init(parsing bytes: [UInt8], name: String, file: String) throws {
    let document = try YAMLDocument(parsing: bytes, file: file)
    let root = try YAMLMapping(document)
    try WorkspaceSettings.rejectMachineSettings(root)
    try root.rejectUnknownKeys(known: Self.keys)
    self.init(name: name)
    description = try root.string("description")
    instructions = try root.string("instructions")
    tags = try root.strings("tags") ?? []
    for tag in tags {
      do throws(WorkspaceError) { try TagName.check(tag) } catch {
        throw root.error(for: "tags", "'\(tag)' is no tag: one is a word of at most 64 bytes")
      }
    }
    provider = try WorkspaceSettings.plainName("provider", in: root)
    model = try WorkspaceSettings.model(in: root)
    observers = try WorkspaceSettings.observers(in: root)
    window = try WorkspaceSettings.integer("window", in: root, 1...100_000)
    isPrivate = try root.boolean("private") ?? false
    variables = try Self.variables(in: root)
    let opening = try root.string("opening")
    for (key, text) in [("instructions", instructions), ("opening", opening)] {
      for place in Placeholder.all(in: text ?? "") {
        if key == "opening", place.name == Self.messageName { continue }
        guard !variables.contains(where: { $0.name == place.name }) else { continue }
        throw Self.unknown(place, in: document, at: root.error(for: key, ""), known: variables.map(\.name))
      }
    }
    if let opening { self.opening = Placeholder.split(opening, at: Self.messageName) }
  }

  private static func variables(in root: YAMLMapping) throws(YAMLError) -> [Variable] {
    guard let mapping = try root.mapping("variables") else { return [] }
    var variables: [Variable] = []
    for name in mapping.keys {
      guard Placeholder.isName(name), name != messageName else {
        throw mapping.errorAtKey(
          name,
          name == messageName
            ? "'message' stands for what the user says, and needs no declaration"
            : "a variable's name is of letters, digits, '-' and '_'")
      }
      var variable = Variable(name: name)
      switch mapping.json(name) {
      case .string(let text)?: variable.description = text
      case .object?:
        guard let parts = try mapping.mapping(name) else { break }
        try parts.rejectUnknownKeys(known: ["description", "default"])
        variable.description = try parts.string("description")
        variable.preset = try preset(in: parts)
      case .null?, nil: break
      default: throw mapping.error(for: name, "'\(name)' must be a description, or {description: …, default: …}")
      }
      variables.append(variable)
    }
    return variables
  }

  /// A default may be a number or a truth value; it is put in as it is written.
  private static func preset(in parts: YAMLMapping) throws(YAMLError) -> String? {
    switch parts.json("default") {
    case .null?, nil: nil
    case .string(let text)?: text
    case .number(let number)?: number.text
    case .bool(let value)?: value ? "true" : "false"
    default: throw parts.error(for: "default", "'default' must be text")
    }
  }

  /// The error for a place in a text that names no variable, at that place where it is written as it reads.
  private static func unknown(
    _ place: Placeholder, in document: YAMLDocument, at value: YAMLError, known: [String]
  ) -> YAMLError {
    var error = value
    error.message = "'\(place.text)' names no variable of 'variables'"
    error.suggestion = Nearest.match(for: place.name, in: known)
    let lines = document.text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where index + 1 >= value.line {
      guard let range = line.firstRange(of: place.text) else { continue }
      error.line = index + 1
      error.column = line[..<range.lowerBound].unicodeScalars.count + 1
      error.sourceLine = String(line)
      break
    }
    return error
  }
}
