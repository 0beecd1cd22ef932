internal import ManentCore

extension ObjectSink {
  /// A content with the name that git gives to it.
  package struct NamedBlob: Sendable {
    package var id: ObjectID
    package var content: [UInt8]

    /// A content and its name.
    package init(id: ObjectID, content: [UInt8]) {
      self.id = id
      self.content = content
    }
  }

  /// From this size on a content is compressed by itself, so that few of them are in memory twice.
  private static let largeBlob = 8 << 20

  /// Takes in many contents; they are compressed by as many threads as there are processors.
  package mutating func write(_ blobs: [NamedBlob], _ objects: borrowing GitObjects) throws(GitError) {
    var lacking: [NamedBlob] = []
    for blob in blobs where needs(blob.id) {
      if blob.content.count < Self.largeBlob {
        lacking.append(blob)
      } else {
        _ = try blob.content.withBytes { bytes throws(GitError) in try write(bytes, as: .blob, objects) }
      }
    }
    // Each slice has a compressor of its own.
    let count = Platform.processorCount * 4
    let slices = (0..<count).map { lacking[lacking.count * $0 / count..<lacking.count * ($0 + 1) / count] }
    let deflated = Parallel.results(slices.filter { !$0.isEmpty }) { Self.deflate($0) }
    var next = 0
    for result in deflated {
      for bytes in try result.get() {
        let blob = lacking[next]
        try append(bytes, size: blob.content.count, named: blob.id)
        next += 1
      }
    }
  }

  private static func deflate(_ blobs: ArraySlice<NamedBlob>) -> Result<[[UInt8]], GitError> {
    Result { () throws(GitError) in
      let deflaters = try Deflaters()
      var deflated: [[UInt8]] = []
      for blob in blobs {
        var bytes: [UInt8] = []
        try blob.content.withBytes { content throws(GitError) in try deflaters.compress(content, into: &bytes) }
        deflated.append(bytes)
      }
      return deflated
    }
  }
}
