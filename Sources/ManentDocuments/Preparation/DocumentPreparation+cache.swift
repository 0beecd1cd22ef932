import ManentCore
import ManentFormats
import ManentHistory
import ManentIndex
import ManentPlugins
import ManentSecrets

extension DocumentPreparation {
  /// Takes a version's segment from this machine's cache, else has `embed` make it; of two processes that need the same
  /// one at once, one makes it.
  func onceOnThisMachine(
    _ document: inout PreparedDocument, embed: (inout PreparedDocument) throws -> Void
  ) throws {
    guard let cache else { return try embed(&document) }
    try take(&document)
    guard !document.unembedded.isEmpty || document.segment == nil else { return }
    try cache.exclusively(segmentKey(document).name) {
      try take(&document)
      if document.segment == nil { try embed(&document) }
    }
  }

  /// Takes a version's segment from this machine's cache if it is there and is of the very passages that the version has
  /// here.
  func take(_ document: inout PreparedDocument) throws {
    guard let cache, !rebuildsSegments, document.segment == nil else { return }
    let key = try segmentKey(document)
    guard let bytes = cache.content(key) else { return }
    let chunks: [SegmentChunk]
    do throws(SegmentError) {
      chunks = try Segment.chunks(
        of: bytes, expecting: embedder.fingerprint, blob: document.blob, path: cache.path(key))
    } catch {
      return
    }
    guard chunks == document.unembedded.map(SegmentChunk.init) else { return }
    document.segment = bytes
    document.saving.passages += chunks.count
    document.unembedded = []
  }

  /// What tells the embedder from others and from other versions of it.
  var embedderParts: [String] { [embedder.name, embedder.fingerprint.map { $0.padded(to: 2, radix: 16) }.joined()] }

  /// The name of a version's segment: by its content, how it is read, and who embeds.
  func segmentKey(_ document: PreparedDocument) throws -> MachineCache.Key {
    let text = document.text.isVerbatim ? document.blob : try History.blobID(of: document.text.text)
    return try MachineCache.Key(
      .segment, embedderParts + [document.blob.description, document.text.format.rawValue, text.description])
  }

  /// The text of a file as a plugin extracts it, from this machine's cache where it is there; of two processes that need
  /// the same one at once, one has it extracted. A text that holds credentials is not kept.
  func onceOnThisMachine(
    _ bytes: [UInt8], _ name: String, _ blob: BlobID, _ plugin: PluginExtractor, _ saving: inout CacheSaving
  ) throws -> ExtractedText? {
    guard let cache else { return try plugin.extract(bytes, fileName: name) }
    let key = try MachineCache.Key(
      .text, [plugin.name, plugin.version, Path(name).fileExtension, blob.description])
    if let known = cache.content(key).flatMap(Self.text) {
      saving.texts += 1
      return known
    }
    let (text, isKnown, added) = try cache.exclusively(key.name) { () -> (ExtractedText?, Bool, Int) in
      if let known = cache.content(key).flatMap(Self.text) { return (known, true, 0) }
      guard let text = try plugin.extract(bytes, fileName: name) else { return (nil, false, 0) }
      guard SecretScanner.findings(in: text.text, limit: 1).isEmpty else { return (text, false, 0) }
      let content = Self.content(of: text)
      cache.keep(content, as: key)
      return (text, false, content.count)
    }
    saving.texts += isKnown ? 1 : 0
    saving.added += added
    return text
  }

  /// A text as the cache keeps it: a line of JSON with its title and pages, then the text.
  private static func content(of text: ExtractedText) -> [UInt8] {
    let facts: JSON = [
      "title": text.title.map(JSON.string) ?? .null,
      "pages": .array(text.pages.map { ["start": JSON($0.lowerBound), "end": JSON($0.upperBound)] }),
    ]
    return Array(facts.serialized().utf8) + [UInt8(ascii: "\n")] + text.text
  }

  private static func text(_ content: [UInt8]) -> ExtractedText? {
    guard let end = content.firstIndex(of: UInt8(ascii: "\n")), let facts = try? JSON(parsing: Array(content[..<end]))
    else { return nil }
    let text = Array(content[(end + 1)...])
    guard String(validating: text, as: UTF8.self) != nil else { return nil }
    var pages: [Range<Int>] = []
    for page in facts["pages"]?.array ?? [] {
      guard let start = page["start"]?.int, let end = page["end"]?.int, start <= end, end <= text.count,
        start >= pages.last?.upperBound ?? 0
      else { return nil }
      pages.append(start..<end)
    }
    return ExtractedText(
      text: text, format: .plain, isVerbatim: false, title: facts["title"]?.string, pages: pages)
  }
}
