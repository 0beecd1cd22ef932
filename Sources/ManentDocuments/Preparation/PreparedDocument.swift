import ManentCatalog
import ManentCore
import ManentExtraction
import ManentHistory
import ManentIndex
import ManentPlugins
import ManentRecords
import ManentSecrets

/// A version of a document with all that the index needs of it.
struct PreparedDocument: Sendable {
  var name: String
  var blob: BlobID
  var text: ExtractedText
  /// The new segment's bytes, or `nil` when the index has the segment already.
  var segment: [UInt8]?
  /// The passages that are still to be embedded; empty when nothing is.
  var unembedded: [Chunk] = []
  /// How many passages were embedded for it.
  var embedded: Int
  /// The first credentials in it.
  var secrets: [SecretFinding] = []
  /// What this machine's cache has saved, and what it holds now because of it.
  var saving = CacheSaving()
}

extension PreparedDocument {
  /// What the user should know of how the file was read: the bytes that are no text, or an encoding that was guessed.
  var decodingNotice: String? {
    if text.replaced > 0 {
      let encoding = text.encoding ?? "UTF-8"
      return text.replaced == 1
        ? "\(name): 1 place in it is not \(encoding) and reads as U+FFFD"
        : "\(name): \(text.replaced) places in it are not \(encoding) and read as U+FFFD"
    }
    guard let encoding = text.encoding, encoding != "windows-1252", !encoding.hasPrefix("utf-"),
      !HTMLExtractor.endings.contains(Path(name).fileExtension)
    else { return nil }
    return "\(name): read as \(encoding)"
  }
}

/// Makes documents ready for the index: reads, extracts, splits and embeds. Nothing is written.
struct DocumentPreparation: Sendable {
  let embedder: any Embedder
  /// Whether vectors are made anew even where there are some.
  var rebuildsSegments = false
  /// How long a document may be, in bytes.
  let limit: ByteCount
  /// Whether credentials are looked for.
  let findsSecrets: Bool
  /// The plugins that know what the built-in extractors do not.
  let extractors: ExtractorDirectory
  /// The path of a version's segment.
  let segmentPath: @Sendable (BlobID) -> Path
  /// The path of a version's text, where it is not the file itself.
  let textPath: @Sendable (BlobID) -> Path
  /// What this machine has worked out before; `nil` when nothing is to be kept.
  var cache: MachineCache?

  /// The bytes of a file that may become a document.
  func read(_ path: Path) throws -> [UInt8] {
    guard let status = try Files.statusFollowingLinks(path) else {
      throw FileError("open", path, code: FileError.notFoundCode)
    }
    guard status.kind == .file else { throw refusal(path.string, "not a regular file") }
    guard status.size <= limit.bytes else {
      throw refusal(
        path.string, "\(ByteCount(status.size)) is more than limits.max_document_bytes (\(limit))",
        advice: "raise the limit in workspace.yaml, or add a part of it")
    }
    return try Files.read(path, limit: limit.bytes)
  }

  /// Makes a version ready. An embedder that is a plugin is asked later, for many versions at once: see `embed`.
  ///
  /// - Parameters:
  ///   - bytes: the file's content.
  ///   - name: the document's name, for its extension.
  func prepare(_ bytes: [UInt8], name: String) throws -> PreparedDocument {
    let blob = try History.blobID(of: bytes)
    var saving = CacheSaving()
    let text = try extract(bytes, name: name, blob: blob, saving: &saving)
    var document = PreparedDocument(
      name: name, blob: blob, text: text, segment: nil, embedded: 0, secrets: secrets(in: bytes, text), saving: saving)
    if !rebuildsSegments, hasSegment(blob, of: text.text.count) { return document }
    document.unembedded = Splitter.split(text.text, format: text.format, pages: text.pages)
    if embedder is PluginEmbedder, !document.unembedded.isEmpty { return document }
    try onceOnThisMachine(&document) { document in
      let passages = document.unembedded.map { document.text.text[$0.range] }
      finish(&document, try embedder.embed(passages, purpose: .document)[...])
    }
    return document
  }

  /// Has the passages of many versions embedded that are not yet.
  ///
  /// - Parameters:
  ///   - documents: the versions.
  ///   - report: told how many passages are done, and of how many.
  /// - Throws: `EmbeddingFailure`; `Interruption` when the user asks to stop.
  func embed(_ documents: inout [PreparedDocument], report: (Int, Int) -> Void) throws {
    guard documents.contains(where: { !$0.unembedded.isEmpty }) else { return }
    guard let cache else { return try embedAll(&documents, report: report) }
    try cache.exclusively(MachineCache.Key(.segment, embedderParts).name) {
      for index in documents.indices where !documents[index].unembedded.isEmpty { try take(&documents[index]) }
      try embedAll(&documents, report: report)
    }
  }

  private func embedAll(_ documents: inout [PreparedDocument], report: (Int, Int) -> Void) throws {
    let waiting = documents.indices.filter { !documents[$0].unembedded.isEmpty }
    let passages = waiting.flatMap { index in
      documents[index].unembedded.map { documents[index].text.text[$0.range] }
    }
    guard !passages.isEmpty else { return }
    var vectors: [Float] = []
    for start in stride(from: 0, to: passages.count, by: 256) {
      report(start, passages.count)
      let some = Array(passages[start..<min(start + 256, passages.count)])
      do {
        vectors += try embedder.embed(some, purpose: .document)
      } catch let error as PluginError {
        throw EmbeddingFailure(reason: error.description)
      }
    }
    var place = 0
    for index in waiting {
      let end = place + documents[index].unembedded.count * embedder.dimensions
      finish(&documents[index], vectors[place..<end])
      place = end
    }
  }

  /// Puts the vectors of its passages into a version's segment.
  private func finish(_ document: inout PreparedDocument, _ vectors: ArraySlice<Float>) {
    document.segment = SegmentWriter.bytes(
      fingerprint: embedder.fingerprint, blob: document.blob, dimensions: embedder.dimensions,
      chunks: document.unembedded.map { SegmentChunk(range: $0.range, page: $0.page) }, vectors: Array(vectors))
    document.embedded = document.unembedded.count
    document.unembedded = []
    // What cannot be named is not kept.
    if let cache, let segment = document.segment, let key = try? segmentKey(document) {
      cache.keep(segment, as: key)
      document.saving.added += segment.count
    }
  }

  /// The first credentials in a file, or in its text where the file's own bytes show none (UTF-16, HTML).
  private func secrets(in bytes: [UInt8], _ text: ExtractedText) -> [SecretFinding] {
    guard findsSecrets else { return [] }
    let found = SecretScanner.findings(in: bytes, limit: 20)
    return found.isEmpty && !text.isVerbatim ? SecretScanner.findings(in: text.text, limit: 20) : found
  }

  /// Whether the index has a sound segment of a version: one that a stranger may have made has passages that follow
  /// each other within the text.
  private func hasSegment(_ blob: BlobID, of length: Int) -> Bool {
    do throws(SegmentError) {
      let segment = try Segment.open(segmentPath(blob), expecting: embedder.fingerprint, blob: blob)
      var end = 0
      for chunk in segment.chunks {
        guard chunk.range.lowerBound >= end, chunk.range.upperBound <= length else { return false }
        end = chunk.range.upperBound
      }
      return true
    } catch {
      return false
    }
  }

  /// The text of a document's content.
  ///
  /// What is not for the built-in extractors is for a plugin; text that another machine has extracted is taken as it
  /// is, so that not every machine needs the plugin.
  func extract(_ bytes: [UInt8], name: String, blob: BlobID) throws -> ExtractedText {
    var saving = CacheSaving()
    return try extract(bytes, name: name, blob: blob, saving: &saving)
  }

  private func extract(
    _ bytes: [UInt8], name: String, blob: BlobID, saving: inout CacheSaving
  ) throws -> ExtractedText {
    if bytes.isEmpty { throw WorkspaceError(.noText, name, "the file is empty") }
    let ending = Path(name).fileExtension
    if let own = BuiltInExtractors.all.first(where: { $0.extensions.contains(ending) }) {
      if let text = try own.extract(bytes, fileName: name) { return try readable(text, name) }
    } else if let kept = try? Files.read(textPath(blob), limit: limit.bytes, followsLinks: false),
      String(validating: kept, as: UTF8.self) != nil
    {
      return try readable(ExtractedText(text: kept, format: .plain, isVerbatim: false), name)
    } else if let plugin = try plugin(for: ending, bytes) {
      if let text = try onceOnThisMachine(bytes, name, blob, plugin, &saving) { return try readable(text, name) }
    }
    for other in BuiltInExtractors.all where other.extensions.isEmpty {
      if let text = try other.extract(bytes, fileName: name) { return try readable(text, name) }
    }
    throw WorkspaceError(
      .noText, name,
      "a binary file, or text in an encoding that nothing in it tells", advice: "convert it to UTF-8 text first")
  }

  /// The plugin for files with an ending. Where the only one cannot be used (a program that it needs is missing), a file
  /// that is text is read as it is.
  private func plugin(for ending: String, _ bytes: [UInt8]) throws -> PluginExtractor? {
    do {
      return try extractors.extractor(for: ending)
    } catch let error as PluginError where error.code == .unusable && String(validating: bytes, as: UTF8.self) != nil {
      return nil
    }
  }

  private func readable(_ text: ExtractedText, _ name: String) throws -> ExtractedText {
    guard text.text.contains(where: { $0 > 0x20 }) else { throw WorkspaceError(.noText, name, "it holds no text") }
    return text
  }

  private func refusal(_ subject: String, _ problem: String, advice: String = "") -> WorkspaceError {
    WorkspaceError(.badDocument, subject, problem, advice: advice)
  }
}
