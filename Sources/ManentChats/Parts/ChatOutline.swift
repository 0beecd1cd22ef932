import ManentCatalog
import ManentCore
import ManentIndex
package import ManentRecords

/// The messages of a chat without what they say, and where their lines are: all that it takes to put them in order and
/// to tell which of them the catalog knows.
package struct ChatOutline {
  /// Where the line of a message is.
  package struct Place {
    /// The number of the part.
    package var part: Int
    /// The bytes of the line in it.
    package var range: Range<Int>
    /// The fingerprint of the line.
    var hash: Int64
  }

  /// The messages in the order of the files.
  package private(set) var messages: [Message] = []
  /// Where they are.
  package private(set) var places: [Place] = []
  /// The lines that are no messages.
  package private(set) var defects: [ChatFiles.Defect] = []
  private let folder: Path

  /// Reads the parts of a chat.
  package init(of files: ChatFiles) throws {
    folder = files.folder
    for part in try files.parts() {
      guard let number = WorkspaceLayout.partNumber(part) else { continue }
      defects += try files.stream(part) { message, line, range in
        messages.append(message.outline)
        places.append(Place(part: number, range: range, hash: MessageEntry.hash(of: line)))
      }
    }
  }

  /// What the catalog takes in of the messages that are shown, each once. The lines of those that it does not know yet
  /// are read again when it asks for their terms.
  func entries(showing shown: Set<String>) -> [MessageEntry] {
    var left = shown
    let lines = PartLineReader(folder: folder)
    return zip(messages, places).compactMap { message, place in
      guard left.remove(message.id) != nil else { return nil }
      return MessageEntry(
        hash: place.hash, created: message.createdAt, role: message.role.number, part: place.part, range: place.range
      ) { () throws(CatalogError) in try lines.terms(at: place) }
    }
  }
}
