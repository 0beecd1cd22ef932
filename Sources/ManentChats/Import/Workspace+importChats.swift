import ManentCatalog
import ManentCore
public import ManentWorkspace

extension Workspace {
  /// Takes in chats from elsewhere, many at once.
  ///
  /// A chat is new, or it is here already, told by its id; then it gets the messages that it lacks and is left alone
  /// otherwise. So a second import of the same does nothing. Each chat appears whole or not at all; new ones are written
  /// aside, forced to disk together and committed together, as many as fit into 64 MB. A process that is killed leaves
  /// whole chats, which the next command commits, and the same import adds the rest.
  ///
  /// Credentials in what is new are treated as `history.secrets` says: a chat that holds some is told of, refused or
  /// taken in without them.
  ///
  /// - Parameters:
  ///   - source: what the commit calls the place that they come from.
  ///   - isRehearsal: whether nothing is to be written.
  ///   - produce: calls the function that it is given for each chat.
  /// - Throws: `Interruption` when the user stopped it; what was taken in before stays.
  public func importChats(
    from source: String, isRehearsal: Bool = false,
    produce: (_ take: @escaping (ImportedChat) throws -> Void) throws -> Void
  ) throws -> ImportReport {
    if !isRehearsal { try requireWritable() }
    try refreshChats(thoroughly: true)
    if isRehearsal {
      let work = try ChatImport(into: self, from: source, staging: nil)
      try produce { try work.take($0) }
      return work.report
    }
    // Whoever finds the folder of an import while nobody holds the lock removes it as the remains of a killed process.
    return try locked(.imports) {
      let note = try imports.begin(owner: mark())
      let staging = note.file.parent
      defer { note.giveUp() }
      let work = try ChatImport(into: self, from: source, staging: staging)
      defer { work.tellSecrets() }
      do {
        try produce { try work.take($0) }
      } catch {
        // What was read whole is worth keeping; the error that ended it is the one to tell.
        if !(error is FileError) { try? work.land() }
        throw error
      }
      try work.land()
      return work.report
    }
  }

  /// Where imports write chats aside. They note nothing: a chat has its place at once or not at all.
  private var imports: Journal { Journal(folder: stateFolder / "imports", name: "import.json") }

  /// Removes what killed imports had written aside: none of it has its place yet.
  fileprivate func recoverImports() throws {
    guard try !imports.list().isEmpty else { return }
    try lockedIfFree(.imports) { for note in try imports.list() { try follow(note) { _ in false } } }
  }
}

extension Recoverer {
  /// Removes what killed imports had written aside.
  package static let imports = Recoverer { try $0.recoverImports() }
}
