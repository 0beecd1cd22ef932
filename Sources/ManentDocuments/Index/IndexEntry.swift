import ManentCatalog
import ManentCore
import ManentIndex
import ManentPlugins

/// A document version whose files are in place, for the catalog.
struct IndexEntry: Sendable {
  var name: String
  var blob: BlobID
  var format: TextFormat
  /// Whether its text is the file itself.
  var isVerbatim: Bool
  var stamp: FileStamp
  /// The text; `nil` when it is to be read again, so that not all texts are in memory at once.
  var text: [UInt8]?

  init(_ document: PreparedDocument, stamp: FileStamp) {
    name = document.name
    blob = document.blob
    format = document.text.format
    isVerbatim = document.text.isVerbatim
    self.stamp = stamp
    text = document.text.text.isEmpty ? nil : document.text.text
  }
}
