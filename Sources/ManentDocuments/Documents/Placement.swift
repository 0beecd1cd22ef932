import ManentCore
import ManentFormats
import ManentRecords
import ManentWorkspace

/// Puts many new files into the workspace as one step that either happens or does not.
///
/// The files are written to a folder of their own below `staging` and forced to disk. Then a note of where they belong
/// is written beside them: from that moment on the step has happened, and if the process dies, the next command finishes
/// the renames. Without the note, the next command removes the folder.
struct Placement {
  private let workspace: Path
  private let note: JournalNote
  private let folder: Path
  private let owner: String
  private let inside: (String) throws -> Path
  private var targets: [String] = []
  /// Files that go with the step, relative to the workspace.
  private var removals: [String] = []

  /// The contents of the staged files, for who needs them next; of those past the first 64 MB only the files remember
  /// them.
  private(set) var contents: [String: [UInt8]] = [:]
  private var contentBytes = 0

  /// Begins a step; nothing is written yet but its folder.
  ///
  /// - Parameters:
  ///   - workspace: the root.
  ///   - journal: where steps are noted.
  ///   - owner: the mark of this process.
  ///   - inside: gives the absolute path of a place in the workspace, or throws when it is not inside.
  init(
    in workspace: Path, journal: Journal, owner: String, inside: @escaping (String) throws -> Path
  ) throws {
    self.workspace = workspace
    self.inside = inside
    self.owner = owner
    note = try journal.begin(owner: owner)
    folder = note.file.parent
  }

  /// Writes a file's content to the staging folder.
  ///
  /// - Parameters:
  ///   - bytes: the content.
  ///   - target: where it belongs, relative to the workspace.
  mutating func stage(_ bytes: [UInt8], for target: String) throws {
    try Files.writeNew(bytes, to: staged(targets.count), sync: false)
    targets.append(target)
    contentBytes += bytes.count
    if contentBytes <= 64_000_000 { contents[target] = bytes }
  }

  /// Names files of the workspace that are not needed any more once the step has happened.
  ///
  /// `place()` leaves them where they are, so that it can be undone; `removeOthers()` takes them away, or the command
  /// that finishes the step.
  mutating func remove(_ files: [String]) { removals += files }

  /// Takes away what the step makes superfluous, after which nothing can be undone.
  func removeOthers() throws { try Self.remove(removals, place: inside) }

  private static func remove(_ files: [String], place: (String) throws -> Path) throws {
    for file in files {
      let path = try place(file)
      try Files.remove(path)
      Files.removeEmptyFolder(path.parent)
    }
  }

  /// Moves all staged files to their places. On an error, everything is where it was.
  func place() throws {
    do {
      if targets.count < 16 {
        for index in targets.indices { try Files.sync(staged(index)) }
      } else {
        try Files.syncFileSystem(of: folder)
      }
      try note.write(
        ["targets": .array(targets.map(JSON.string)), "removals": .array(removals.map(JSON.string))], owner: owner)
      try rename()
    } catch {
      abandon()
      throw error
    }
  }

  /// Takes the note and the staging folder away: the step did not happen, or is done.
  func abandon() { note.giveUp() }

  /// Takes a step back after `place()`: what it replaced comes back, what it made goes.
  func undo() {
    for index in targets.indices.reversed() { undo(index) }
    abandon()
  }

  private func staged(_ index: Int) -> Path { folder / String(index) }
  private func replaced(_ index: Int) -> Path { folder / "replaced-\(index)" }

  private func rename() throws {
    var folders: Set<Path> = []
    var placed: [Int] = []
    do {
      for (index, target) in targets.enumerated() {
        let path = workspace / target
        if !folders.contains(path.parent) {
          _ = try inside(target)
          folders.insert(path.parent)
          for made in try Files.makeMissingFolders(path.parent) { folders.insert(made.parent) }
        }
        if let kind = try Files.status(path)?.kind {
          // A folder would go with all that is in it.
          guard kind != .folder else { throw FileError("replace", path, code: FileError.isFolderCode) }
          try Files.move(path, to: replaced(index))
        }
        placed.append(index)
        try Files.move(staged(index), to: path)
      }
      if targets.count < 16 {
        for folder in folders { try Files.syncFolder(folder) }
      } else {
        try Files.syncFileSystem(of: folder)
      }
    } catch {
      for index in placed.reversed() { undo(index) }
      throw error
    }
  }

  private func undo(_ index: Int) {
    let path = workspace / targets[index]
    if Files.exists(replaced(index)) {
      try? Files.move(replaced(index), to: path)
    } else {
      try? Files.remove(path)
      var folder = path.parent
      while folder != workspace, Files.removeEmptyFolder(folder) { folder = folder.parent }
    }
  }

  /// Finishes a step that a killed process has noted. The caller holds the lock on documents.
  ///
  /// Only places of documents and of the index are believed.
  ///
  /// - Parameters:
  ///   - json: what the note says.
  ///   - folder: the folder of the staged files.
  ///   - place: gives the absolute path of a place in the workspace, or throws when it is not inside.
  /// - Returns: the places, relative to the workspace, which are not committed yet; `nil` for what no step of ours says.
  static func finish(_ json: JSON, in folder: Path, place: (String) throws -> Path) throws -> [String]? {
    guard let step = placeable(json) else { return nil }
    let places = try step.targets.map(place)
    for (index, path) in places.enumerated() where try Files.status(folder / String(index)) != nil {
      try Files.makeFolders(path.parent)
      try Files.move(folder / String(index), to: path)
    }
    try remove(step.removals, place: place)
    return step.targets
  }

  /// What a note says; `nil` when no step of ours has written it.
  private static func placeable(_ json: JSON) -> (targets: [String], removals: [String])? {
    guard let targets = json["targets"]?.array?.compactMap(\.string),
      let removals = json["removals"]?.array?.compactMap(\.string)
    else { return nil }
    // What is no path is no reason to take the rest.
    guard targets.count == json["targets"]?.array?.count, removals.count == json["removals"]?.array?.count else {
      return nil
    }
    func areIn(_ folders: [String], _ paths: [String]) -> Bool {
      paths.allSatisfy { path in
        folders.contains { path.hasPrefix($0 + "/") } && !Path.parts(of: path).contains("..")
      }
    }
    let isOurs =
      areIn([WorkspaceLayout.documents, WorkspaceLayout.index], targets) && areIn([WorkspaceLayout.index], removals)
    return isOurs ? (targets, removals) : nil
  }
}
