internal import CStemmer

/// Cuts words to their stems: "connected", "connection" and "connecting" all become "connect", "Häuser" becomes "haus".
///
/// libstemmer's algorithms (<https://snowballstem.org/algorithms/>), by the script of the word and the language of its
/// text. All but English look at accents, so they are given the word as it is written; the stem is folded afterwards.
/// Other stems mean other terms: a new version of the catalog and of the posting runs.
///
/// One thread uses a stemmer at a time.
final class Stemmer {
  /// The word that was cut last: its stem.
  private(set) var word: [UInt8] = []
  /// The language that the stem is one of, where only the text around the word tells it, and it is not English.
  private(set) var tag: TextLanguage?
  private var algorithms = [OpaquePointer?](repeating: nil, count: TextLanguage.allCases.count)

  deinit {
    for algorithm in algorithms { sb_stemmer_delete(algorithm) }
  }

  /// Makes ``word`` the stem of a word; one with digits, or of one or two letters, stays as it is.
  ///
  /// - Parameters:
  ///   - folded: the word without case and accents.
  ///   - written: the word in small letters with its accents; the folded one when it has none.
  ///   - language: that of the text, which decides for Latin letters.
  func stem(
    _ folded: UnsafeBufferPointer<UInt8>, written: UnsafeBufferPointer<UInt8>? = nil,
    _ language: TextLanguage = .english
  ) {
    word.removeAll(keepingCapacity: true)
    let own = Self.language(of: folded, in: language)
    tag = own.flatMap { $0.isLatin && $0 != .english ? $0 : nil }
    guard folded.count > 2, let language = own else {
      word.append(contentsOf: folded)
      return
    }
    let written = language == .english ? folded : written ?? folded
    guard let stem = sb_stemmer_stem(algorithm(of: language), written.baseAddress, Int32(clamping: written.count))
    else {
      word.append(contentsOf: folded)
      return
    }
    let bytes = UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(algorithm(of: language))))
    if language == .english { word.append(contentsOf: bytes) } else { appendFolded(bytes) }
    if word.isEmpty { word.append(contentsOf: folded) }
  }

  /// The term that ``word`` is in an index: a stem of another language than English ends with the language's mark, so that
  /// it is no word of an English passage.
  var term: [UInt8] { tag.map { word + Terms.mark(of: $0).utf8 } ?? word }

  /// The language to cut a word by; `nil` for one that is not cut.
  static func language(
    of folded: UnsafeBufferPointer<UInt8>, in language: TextLanguage
  ) -> TextLanguage? {
    guard let first = folded.first else { return nil }
    if first >= 0xCD { return TextLanguage.ofScript(folded) }
    guard folded.allSatisfy({ $0 &- 0x61 < 26 || (language != .english && $0 >= 0x80) }) else { return nil }
    return language
  }

  private func appendFolded(_ bytes: UnsafeBufferPointer<UInt8>) {
    var position = 0
    while position < bytes.count {
      let (scalar, length) = UTF8Reading.scalar(in: bytes, at: position)
      if scalar < 0x80 {
        word.append(UInt8(truncatingIfNeeded: scalar))
      } else if case .ignored = Folding.kind(of: scalar) {
        // An accent that stands by itself.
      } else {
        Folding.append(scalar, to: &word)
      }
      position += length
    }
  }

  private func algorithm(of language: TextLanguage) -> OpaquePointer {
    let place = Int(language.rawValue)
    if let known = algorithms[place] { return known }
    // Only a library without the algorithm, or a machine without memory, has none.
    guard let algorithm = sb_stemmer_new(language.algorithm, "UTF_8") else {
      preconditionFailure("libstemmer has no '\(language.algorithm)'")
    }
    algorithms[place] = algorithm
    return algorithm
  }
}
