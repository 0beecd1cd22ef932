package import ManentCore
import ManentFormats

/// The write-ahead notes of one kind of work: a folder with a folder for each piece of it, named after the mark of the
/// process at work, which holds what is on its way and the note.
package struct Journal {
  /// Where they are.
  let folder: Path
  /// What the note in each of the folders is called.
  let name: String

  /// A journal.
  ///
  /// - Parameters:
  ///   - folder: the folder of its notes.
  ///   - name: the name of the file of a note.
  package init(folder: Path, name: String) { (self.folder, self.name) = (folder, name) }

  /// Begins a piece of work: its folder is there, its note is not.
  ///
  /// - Parameter owner: the mark of this process.
  package func begin(owner: String) throws -> JournalNote {
    let place = folder / "\(owner).\(String(UInt64.random(in: 0...UInt64.max), radix: 16))"
    try Files.makeFolders(place)
    return JournalNote(name, in: place)
  }

  /// All pieces of work that somebody has begun.
  ///
  /// - Throws: `FileError` when the folder is there and cannot be listed.
  package func list() throws -> [JournalNote] {
    guard try Files.status(folder) != nil else { return [] }
    return try Files.list(folder).map { JournalNote(name, in: folder / $0) }
  }

  /// The mark in the name of a piece of work's folder.
  static func owner(of place: Path) -> String {
    String(place.name.prefix { $0 != "." })
  }
}
