import ManentCatalog
import ManentCore
import ManentFormats
public import ManentRecords

extension Workspace {
  /// A template, or what is wrong with its file.
  public struct TemplateListing: Sendable {
    /// Its name.
    public var name: String
    /// The template; `nil` when it cannot be read.
    public var template: ChatTemplate?
    /// Why it cannot be read.
    public var problem: String?

    /// A listing from its parts.
    public init(name: String, template: ChatTemplate? = nil, problem: String? = nil) {
      self.name = name
      self.template = template
      self.problem = problem
    }
  }

  /// How long a template may be, in bytes.
  private static let templateLimit = 1 << 18

  /// The templates, by their names.
  public func templates() throws -> [TemplateListing] {
    try templateNames().map { name in
      do {
        return TemplateListing(name: name, template: try template(named: name))
      } catch let error as YAMLError {
        return TemplateListing(name: name, problem: error.summary)
      } catch let error as any ManentError {
        return TemplateListing(name: name, problem: "\(error)")
      }
    }
  }

  /// The names of the templates, in order.
  public func templateNames() throws -> [String] {
    let folder = try inside("\(WorkspaceLayout.templates)/x").parent
    guard Files.exists(folder) else { return [] }
    return try Files.list(folder).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
      .filter { WorkspaceSettings.isPlain($0) }
  }

  /// The template of that name.
  ///
  /// - Throws: `WorkspaceError.Code.noChatTemplate` when there is none, `.badName` for what is no plain name,
  ///   `.misplaced` for one that is a link; `YAMLError` with the position of what is wrong.
  public func template(named name: String) throws -> ChatTemplate {
    let (bytes, path) = try templateText(named: name)
    return try ChatTemplate(parsing: bytes, name: name, file: path)
  }

  /// The file of a template, and its path in the workspace.
  public func templateText(named name: String) throws -> (bytes: [UInt8], path: String) {
    let path = try templatePath(name)
    let file = try inside(path)
    switch try Files.status(file)?.kind {
    case .file?: return (try Files.read(file, limit: Self.templateLimit, followsLinks: false), path)
    case nil:
      let names = try templateNames()
      let meant = Nearest.match(for: name, in: names).map { "did you mean '\($0)'?" }
      throw WorkspaceError(
        .noChatTemplate, "'\(name)'", "there is no such template", advice: meant ?? "'manent templates' lists them")
    default:
      throw WorkspaceError(
        .misplaced, path, "no file but a link or a folder, so it is no template", advice: "replace it by a file")
    }
  }

  /// Makes a template that works, to be changed. One commit.
  ///
  /// - Returns: its path.
  /// - Throws: `WorkspaceError.Code.exists`, `.badName`.
  public func makeTemplate(named name: String) throws -> String {
    try requireWritable()
    let path = try templatePath(name)
    let file = try inside(path)
    guard try Files.status(file) == nil else {
      throw WorkspaceError(.exists, path, "the template is there already", advice: "edit it, or take another name")
    }
    try Files.makeFolders(file.parent)
    try catalog().transaction { try catalog().addPending([path], owner: mark()) }
    try Files.writeNew(Array(ChatTemplate.example.utf8), to: file)
    commitWhatHappened([path], message: "templates: new \(name)")
    return path
  }

  private func templatePath(_ name: String) throws -> String {
    guard WorkspaceSettings.isPlain(name) else {
      throw WorkspaceError(
        .badName, "'\(name)'", "a template is called by a plain name, not by a path",
        advice: "'manent templates' lists them")
    }
    return "\(WorkspaceLayout.templates)/\(name).yaml"
  }
}
