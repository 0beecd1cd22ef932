/// A word of a question as the texts of a language have it.
public struct TermForm: Sendable, Hashable {
  /// The term that the index has.
  public let term: String
  let stem: String
  let language: TextLanguage

  /// The forms of a word in some languages; none for a number, and for a word whose script
  /// stands for a language by itself.
  ///
  /// Where accents are left out, as people type, the commonest endings that lose them count with theirs, too: Spanish and
  /// Portuguese stems are others without.
  static func forms(
    of folded: UnsafeBufferPointer<UInt8>, written: UnsafeBufferPointer<UInt8>, in languages: [TextLanguage],
    _ stemmer: Stemmer
  ) -> [TermForm] {
    languages.flatMap { language -> [TermForm] in
      guard Stemmer.language(of: folded, in: language) == language else { return [] }
      var forms: [TermForm] = []
      func add(_ form: TermForm) {
        // Stemmed as Spanish, "queen" becomes "que", a function word: such a form is skipped.
        var stem = form.stem
        let isChance = stem.withUTF8 { stem in
          !folded.elementsEqual(stem) && FunctionWords.contain(stem, of: language)
            && !FunctionWords.contain(folded, of: language)
        }
        if !isChance { forms.append(form) }
      }
      add(form(folded, written, language, stemmer))
      if folded.elementsEqual(written) {
        for (plain, accented) in endings(of: language) where folded.count > plain.count + 1 {
          guard folded.suffix(plain.count).elementsEqual(plain.utf8) else { continue }
          let restored = folded.dropLast(plain.count) + Array(accented.utf8)
          add(restored.withUnsafeBufferPointer { form(folded, $0, language, stemmer) })
        }
      }
      return forms
    }
  }

  private static func form(
    _ folded: UnsafeBufferPointer<UInt8>, _ written: UnsafeBufferPointer<UInt8>, _ language: TextLanguage,
    _ stemmer: Stemmer
  ) -> TermForm {
    stemmer.stem(folded, written: written, language)
    return TermForm(
      term: String(decoding: stemmer.term, as: UTF8.self), stem: String(decoding: stemmer.word, as: UTF8.self),
      language: language)
  }

  /// Endings without their accents, and with them.
  private static func endings(of language: TextLanguage) -> [(plain: String, accented: String)] {
    switch language {
    case .spanish: [("cion", "ción"), ("sion", "sión")]
    case .portuguese: [("cao", "ção"), ("sao", "são"), ("coes", "ções"), ("soes", "sões")]
    default: []
    }
  }
}
