package import ManentCore
package import ManentFormats

/// One write-ahead note: a small JSON file that says what a process is about to do, or has to be done to the end.
///
/// It is on the disk, whole, before the first step of the work, and goes when the work is done or taken back. A command
/// that finds one goes on with it. A note that cannot be read is neither absent nor done: nobody may remove it.
package struct JournalNote: Equatable {
  /// The file.
  package let file: Path
  /// The folder of what belongs to the work, which goes with the note; `nil` when there is none.
  package let folder: Path?

  /// The largest note that is read.
  private static let limit = 1 << 26
  /// The key of the mark of the process that wrote a note.
  private static let ownerKey = "owner"

  /// What there is of a note.
  enum State: Equatable {
    /// None is there: nothing has happened, or all of it.
    case absent
    /// The process that wrote it still runs.
    case foreign
    /// Something is there that the system does not give out.
    case unreadable(FileError)
    /// Something is there that is no note.
    case damaged
    /// What it says.
    case noted(JSON)
  }

  /// A note that has a folder of its own.
  package init(_ name: String, in folder: Path) {
    file = folder / name
    self.folder = folder
  }

  /// A note alone.
  package init(at file: Path) {
    self.file = file
    folder = nil
  }

  /// What there is.
  ///
  /// - Parameter isElsewhere: whether the process of a mark runs and is another one.
  func state(isElsewhere: (String) throws -> Bool) throws -> State {
    if let owner = folder.map({ Journal.owner(of: $0) }), try isElsewhere(owner) { return .foreign }
    let bytes: [UInt8]
    do throws(FileError) {
      guard try Files.status(file) != nil else { return .absent }
      bytes = try Files.read(file, limit: Self.limit, followsLinks: false)
    } catch {
      // It went between the two looks.
      return error.isNotFound ? .absent : .unreadable(error)
    }
    guard let json = try? JSON(parsing: bytes), json.object != nil else { return .damaged }
    if let owner = json[Self.ownerKey]?.string, try isElsewhere(owner) { return .foreign }
    return .noted(json)
  }

  /// Writes the note: from when this returns on, the work is done or will be.
  ///
  /// - Parameter owner: the mark of this process.
  package func write(_ json: JSON, owner: String) throws {
    var object = json.object ?? JSONObject()
    object[Self.ownerKey] = .string(owner)
    try Files.makeFolders(file.parent)
    try Files.writeAtomically(Array(JSON.object(object).serialized().utf8), to: file)
    if let folder { try Files.syncFolder(folder.parent) }
  }

  /// Takes the note away: the work is done. The note goes first, so that nobody begins the work again with half of what
  /// it needs.
  package func finish() throws {
    try Files.remove(file)
    guard let folder else { return }
    try Files.syncFolder(folder)
    try Files.removeTree(folder)
  }

  /// Takes the note away if that can be done: the work did not happen, and the error that says so is the one to tell.
  /// What stays is found by the next command.
  package func giveUp() { try? finish() }
}
