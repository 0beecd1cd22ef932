import ManentChats
import ManentCore
import ManentFormats
import ManentWorkspace

extension Importer {
  /// Takes in each chat's value of a JSON or JSON Lines text; what fails is told, and the next one comes.
  ///
  /// - Parameters:
  ///   - keys: of the object that the text may be, those with the list of chats.
  ///   - read: makes a chat of a value, or `nil` of one that holds none; called from several threads.
  func values(
    of path: Path, under keys: Set<String>, _ intake: Intake, _ read: @escaping @Sendable (JSON) throws -> ImportedChat?
  ) throws {
    try ImportText.withBytes(of: path) { bytes in
      let elements = JSONElements(bytes)
      let batch = ImportBatch(of: path.name, intake, read)
      func take(_ value: UnsafeBufferPointer<UInt8>, _ end: Int) throws {
        guard try batch.add(Array(value)), bytes.count > 1 << 20 else { return }
        workspace.surroundings.report(.init("Importing MB", done: end >> 20, total: bytes.count >> 20))
      }
      // What came before the place where a text is damaged is taken in.
      let outcome = Result {
        switch ImportDetection.shape(of: elements, keys) {
        case .elements(let start): try elements.forEach(from: start, take)
        case .lines: try elements.forEachLine(take)
        case .messageLines:
          var list: [UInt8] = []
          try elements.forEachLine { line, _ in list += [list.isEmpty ? UInt8(ascii: "[") : UInt8(ascii: ",")] + line }
          try (list + [UInt8(ascii: "]")]).withUnsafeBufferPointer { try take($0, bytes.count) }
        case .whole: try take(bytes.bindMemory(to: UInt8.self), bytes.count)
        }
      }
      try batch.finish()
      try outcome.get()
    }
  }
}
