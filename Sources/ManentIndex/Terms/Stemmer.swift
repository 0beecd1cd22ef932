internal import CStemmer

/// Cuts English words to their stems: "connected", "connection" and "connecting" all become "connect".
///
/// libstemmer's `english`, Porter's second algorithm (<https://snowballstem.org/algorithms/english/stemmer.html>). Words of
/// other languages lose an ending here and there, but those of the question and of the document lose the same. Another
/// algorithm means other terms: a new version of the catalog and of the posting runs.
///
/// One thread uses a stemmer at a time.
final class Stemmer {
  /// The word that was cut last: its stem.
  private(set) var word: [UInt8] = []
  private let stemmer: OpaquePointer

  /// A stemmer; only a library without its algorithm, or a machine without memory, has none.
  init() {
    guard let stemmer = sb_stemmer_new("english", "UTF_8") else { preconditionFailure("libstemmer has no 'english'") }
    self.stemmer = stemmer
  }

  deinit { sb_stemmer_delete(stemmer) }

  /// Makes ``word`` the stem of a folded word; one with anything but `a` to `z`, or of one or two letters, stays as it is.
  func stem(_ folded: UnsafeBufferPointer<UInt8>) {
    word.removeAll(keepingCapacity: true)
    guard folded.count > 2, folded.allSatisfy({ $0 &- 0x61 < 26 }),
      let stem = sb_stemmer_stem(stemmer, folded.baseAddress, Int32(clamping: folded.count))
    else {
      word.append(contentsOf: folded)
      return
    }
    word.append(contentsOf: UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(stemmer))))
  }
}
