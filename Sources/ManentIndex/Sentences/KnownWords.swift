/// A set of short words, each held as its bytes in one number: a look-up allocates nothing.
struct KnownWords: Sendable {
  private let keys: Set<UInt64>

  init(_ words: String) {
    keys = Set(
      words.split(separator: " ").compactMap { word in
        word.utf8.count <= 8 ? word.utf8.reduce(0) { $0 << 8 | UInt64($1) } : nil
      })
  }

  /// Whether the word within `range`, its ASCII letters made small, is in the set.
  func contains(_ text: TextBytes, _ range: Range<Int>) -> Bool {
    guard range.count <= 8, !range.isEmpty else { return false }
    var key: UInt64 = 0
    for index in range {
      let byte = text[index]
      key = key << 8 | UInt64(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
    }
    return keys.contains(key)
  }
}

extension KnownWords {
  /// Titles and words of reference, which stand before what belongs to them: no sentence ends here.
  static let titles = KnownWords(
    "dr mr mrs ms prof messrs mme mlle rev hon gov capt cpt lt sgt maj gen hr dipl ing vs cf e.g i.e viz "
      + "bzw vgl z.b d.h u.a i.d.r o.ä s.o s.u z.t u.u p.ej sra srta")

  /// Abbreviations that may end a sentence: they do when a word follows that likes to begin one.
  static let endings = KnownWords(
    "etc inc ltd co corp bros jr sr st mt ft ave blvd rd bldg dept univ assn al ibid approx resp est eds "
      + "u.s u.k u.n u.s.a a.m p.m ph.d m.d b.a m.a d.c b.c a.d n.y jan feb mar apr jun jul aug sep sept oct nov dec "
      + "usw usf evtl ggf sog inkl zzgl bspw insb allg bes geb gest gez vorm ehem fa str griech dt okt dez jh jhd jahrh "
      + "chr v.chr n.chr mio mrd gmbh ag phil")

  /// Abbreviations that stand before a number.
  static let beforeNumbers = KnownWords(
    "no nos nr nrn p pp fig figs vol vols sec secs art abs bd bde s ch chap eq eqs ref refs tab kap abb ziff tel par "
      + "ver v vv rdn lit hs § §§ n num núm cap pág f ff c ca max min")

  /// Words that often begin a sentence, and seldom follow an abbreviation within one.
  static let starters = KnownWords(
    "the it in he she they we this that these those there an you however but and or if when while as at on for from "
      + "to by with after before during his her their its our my one some most many also another because since "
      + "although thus then such both each all not what who which how why where i "
      + "der die das den dem des er sie es wir ihr ich ein eine einer eines einem einen im am an auf aus bei mit nach "
      + "von vor zu zum zur für über unter durch dies diese dieser dieses und aber oder auch als wenn da dann doch so "
      + "sein seine ihre hier dort heute wie was wer warum "
      + "le la les un une il elle ils elles ce cette ces dans en au aux el los las una con")

  /// Words by which German is told from its neighbours; it writes ordinals with a stop and nouns with a capital.
  static let german = KnownWords("und der das dem ist im eine nicht wurde wird zur vom bei auf")
}
