/// Words with a meaning that a text which answers need not repeat: what is done or asked for in general, and how much,
/// when or where. English only, as the commonest verbs, adjectives and adverbs of frequency lists have it.
enum LooseWords {
  /// Whether a folded word is one, or a form of one.
  static func contain(_ word: String) -> Bool {
    var word = word
    return word.withUTF8 { bytes in
      let stemmer = Stemmer()
      stemmer.stem(bytes)
      return stems.contains(Hash64.of(stemmer.word))
    }
  }

  private static let stems: Set<UInt64> = {
    var stems: Set<UInt64> = []
    Terms.forEach(in: FoldedText(Array(list.utf8), for: .terms)) { term, _ in stems.insert(Hash64.of(term)) }
    return stems
  }()

  private static let list = """
    get make go take come see know want look use find give tell work call try ask need feel become leave put mean keep let \
    begin seem help show hear run move live believe hold bring happen provide stand lose meet include continue set learn \
    change lead understand follow stop create allow add spend grow walk offer remember consider appear wait serve expect \
    build stay fall reach remain suggest raise pass require decide pull choose start turn do good new first last long great \
    little own old right big high different small large next early important few bad able many much often best better \
    maximum max minimum min possible current currently usual usually newest latest now already still again always ever \
    never actually exactly really certain time way thing place part case people someone somebody person lot amount number \
    hand deep far tall quick fast soon late away back down another via out off together instead else
    """
}
