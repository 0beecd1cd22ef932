import ManentChats
import ManentCore
import ManentDocuments
import ManentHistory
import ManentRecords

extension MergePlan {
  /// Decides the files of the index: they are made from documents, so that those of a document that is there stay and
  /// the others go. Their content is the same by construction; a damaged one is found and made anew by who reads it.
  func decideIndex() throws {
    let left = paths.values.filter { decisions[$0.path] == nil }
    guard !left.isEmpty else { return }
    let documents = try documentBlobs()
    for path in left {
      switch (path.ours, path.theirs) {
      case (let ours?, let theirs?): decisions[path.path] = .version(ours.blob < theirs.blob ? ours : theirs)
      case (let version?, nil), (nil, let version?):
        let isKept = Self.document(of: path.path).map { documents.contains($0) } ?? !path.bases.contains(version)
        decisions[path.path] = isKept ? .version(version) : .absent
      case (nil, nil): continue
      }
    }
  }

  /// The document version that a file of the index belongs to: `index/hashed-1024-v1/ab/cdef….seg`.
  private static func document(of path: Path) -> BlobID? {
    let parts = path.components
    guard parts.count == 4, let dot = parts[3].lastIndex(of: ".") else { return nil }
    return BlobID(String(parts[2]) + parts[3][..<dot])
  }

  /// The contents of all documents in the joined tree.
  private func documentBlobs() throws -> Set<BlobID> {
    let folder = Path(WorkspaceLayout.documents)
    var blobs: [Path: BlobID] = [:]
    for file in try fork.files(below: folder, in: fork.ours) { blobs[file.path] = file.version.blob }
    for (path, decision) in decisions where path.string.hasPrefix(WorkspaceLayout.documents + "/") {
      switch decision {
      case .absent: blobs[path] = nil
      case .version(let version): blobs[path] = version.blob
      case .content(let bytes, _): blobs[path] = try History.blobID(of: bytes)
      }
    }
    return Set(blobs.values)
  }
}
