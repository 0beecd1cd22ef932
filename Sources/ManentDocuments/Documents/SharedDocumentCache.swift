import ManentCatalog
import ManentCore
import ManentIndex
import ManentWorkspace

/// What questions have read of a workspace's documents, for the next ones, in a process where many threads ask.
///
/// Texts and segments belong to a version of a document and are kept by its blob id, so that none is ever outdated. What
/// they take is bounded; which documents there are is looked at for every question all the same.
final class SharedDocumentCache: SharedWorkspaceMemory {
  /// A segment that many threads look passages up in.
  ///
  /// It is sendable: a segment is only read, and freed with the last reference.
  final class KeptSegment: @unchecked Sendable {
    let segment: Segment
    init(_ segment: consuming Segment) { self.segment = segment }
  }

  private struct SegmentKey: Hashable, Sendable {
    var blob: BlobID
    var fingerprint: [UInt8]
  }

  private struct State: Sendable {
    var texts: [BlobID: [UInt8]] = [:]
    var bytes = 0
    var segments: [SegmentKey: KeptSegment] = [:]
    /// When documents were last looked at whose turn it was, where there are more than are looked at together.
    var looked: ContinuousClock.Instant?
  }

  /// The most bytes of texts that are kept: 8 MiB.
  static let mostBytes = 8 << 20
  /// The most segments that are kept.
  static let mostSegments = 1024
  /// So often the documents whose turn it is are looked at, where there are more than are looked at together.
  private static let lookPause = Duration.seconds(1)

  private let state = Monitor(State())

  init() {}

  /// The text of a version.
  func text(of blob: BlobID) -> [UInt8]? { state.withLock { $0.texts[blob] } }

  /// Keeps the text of a version; all others go when there is no room.
  func keep(_ text: [UInt8], of blob: BlobID) {
    guard text.count <= Self.mostBytes else { return }
    state.withLock { state in
      guard state.texts[blob] == nil else { return }
      if state.bytes + text.count > Self.mostBytes { (state.texts, state.bytes) = ([:], 0) }
      state.texts[blob] = text
      state.bytes += text.count
    }
  }

  /// The segment of a version, as an embedder makes it.
  func segment(of blob: BlobID, by fingerprint: [UInt8]) -> KeptSegment? {
    state.withLock { $0.segments[SegmentKey(blob: blob, fingerprint: fingerprint)] }
  }

  /// Keeps a segment; all others go when there is no room.
  func keep(_ segment: KeptSegment, of blob: BlobID, by fingerprint: [UInt8]) {
    // What goes is let go of outside of the lock.
    let gone = state.withLock { state -> [SegmentKey: KeptSegment] in
      let gone = state.segments.count >= Self.mostSegments ? state.segments : [:]
      if !gone.isEmpty { state.segments = [:] }
      state.segments[SegmentKey(blob: blob, fingerprint: fingerprint)] = segment
      return gone
    }
    _ = gone
  }

  /// Whether the documents whose turn it is are to be looked at for a question: always, unless there are more than are
  /// looked at together and another question has seen to it just now.
  func beginsLook() -> Bool {
    state.withLock { state in
      guard let last = state.looked else { return true }
      guard .now - last >= Self.lookPause else { return false }
      state.looked = .now
      return true
    }
  }

  /// Notes a look.
  ///
  /// - Parameter isPartial: whether there are documents that it has not come to.
  func noteLook(isPartial: Bool) { state.withLock { $0.looked = isPartial ? .now : nil } }
}

extension Workspace {
  /// What all threads of this process keep of the workspace's documents; `nil` where one thread uses it.
  var sharedDocumentCache: SharedDocumentCache? { surroundings.shared?.memory(SharedDocumentCache.self) }
}
