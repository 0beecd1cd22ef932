import ManentCatalog
import ManentCore
import ManentFormats
import ManentIndex
import ManentRecords
import Synchronization

/// Reads single lines of a chat's parts, most of them in order, a window of the file at a time.
final class PartLineReader: Sendable {
  private struct Window {
    var part = 0
    var start = 0
    var bytes: [UInt8] = []
  }

  private let folder: Path
  private let window = Mutex(Window())

  /// The lines of the parts in a chat's folder.
  init(folder: Path) { self.folder = folder }

  /// The terms of the message whose line is at a place.
  ///
  /// - Throws: `CatalogError.Code.moved` when another line is there by now; `.inputOutput` when it cannot be read.
  func terms(at place: ChatOutline.Place) throws(CatalogError) -> [UInt8] {
    let line = try line(at: place)
    guard MessageEntry.hash(of: line) == place.hash, let json = try? JSON(parsing: line), let message = Message(json)
    else {
      throw CatalogError(
        code: .moved, call: "read", message: "the file was changed meanwhile", path: file(place.part))
    }
    return Array(Terms.indexText(message.content).utf8)
  }

  private func file(_ part: Int) -> Path { folder / WorkspaceLayout.part(part) }

  private func line(at place: ChatOutline.Place) throws(CatalogError) -> ArraySlice<UInt8> {
    do {
      return try window.withLock { window in
        let end = window.start + window.bytes.count
        if window.part != place.part || place.range.lowerBound < window.start || place.range.upperBound > end {
          let length = max(PartStream.piece, place.range.count)
          let range = place.range.lowerBound..<place.range.lowerBound + length
          window = Window(
            part: place.part, start: range.lowerBound, bytes: try Files.read(file(place.part), range: range))
        }
        let from = place.range.lowerBound - window.start
        return window.bytes[from..<min(window.bytes.count, from + place.range.count)]
      }
    } catch {
      throw CatalogError(code: .inputOutput, call: "read", message: "\(error)", path: file(place.part))
    }
  }
}
