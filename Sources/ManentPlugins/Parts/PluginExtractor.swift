import ManentCore
import ManentFormats
import ManentIndex
import Synchronization

/// An extractor that is a plugin.
public final class PluginExtractor: Extractor {
  /// The plugin's name.
  public let name: String
  /// Its version, in its own counting.
  public let version: String
  /// The endings of the names of files that it takes.
  public let extensions: Set<String>
  private let mediaType: String
  private let environment: [String: String]
  /// One conversation, which threads take turns at.
  private let connection: Mutex<PluginConnection>

  /// An extractor over a connection.
  public init(_ connection: sending PluginConnection, environment: [String: String]) {
    name = connection.manifest.name
    version = connection.manifest.version
    extensions = Set(connection.manifest.extensions)
    mediaType = connection.manifest.mediaTypes.first ?? "application/octet-stream"
    self.environment = environment
    self.connection = Mutex(connection)
  }

  /// The text of a file: the plugin reads a copy of it, in a folder that only this user can enter.
  public func extract(_ bytes: [UInt8], fileName: String) throws -> ExtractedText? {
    let folder = try Files.makeTemporaryFolder(prefix: "manent-", environment: environment)
    defer { try? Files.removeTree(folder) }
    // The name tells nothing but the kind: it may be a stranger's.
    let ending = Path(fileName).fileExtension
    let file = folder / (extensions.contains(ending) ? "document.\(ending)" : "document")
    try Files.writeNew(bytes, to: file, sync: false)
    let result = try connection.withLock {
      try $0.call("extract", ["path": JSON(file.string), "media_type": JSON(mediaType)])
    }
    guard let text = result["text"]?.string.map({ Array($0.utf8) }) else {
      throw PluginError(.protocolViolation, name, "its answer to 'extract' has no 'text'")
    }
    return ExtractedText(
      text: text, format: .plain, isVerbatim: false, title: result["title"]?.string,
      pages: try Self.pages(result["pages"], in: text.count, plugin: name))
  }

  /// The pages' bytes, which must follow each other within the text.
  private static func pages(_ value: JSON?, in count: Int, plugin: String) throws -> [Range<Int>] {
    var pages: [Range<Int>] = []
    for page in value?.array ?? [] {
      guard let start = page["start"]?.int, let end = page["end"]?.int, start <= end, end <= count,
        start >= pages.last?.upperBound ?? 0
      else { throw PluginError(.protocolViolation, plugin, "its pages are not parts of the text, one after another") }
      pages.append(start..<end)
    }
    return pages
  }
}
