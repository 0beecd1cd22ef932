extension WrittenLanguage {
  /// The encodings in question and how likely each is from the start; of two that say the same, the first one counts.
  static let encodings: [(EncodingName, Double)] = [
    ("windows-1252", 1), ("windows-1250", 1), ("windows-1251", 1), ("koi8-r", 1), ("windows-1253", 1),
    ("windows-1254", 1), ("windows-1257", 1), ("windows-1255", 0.95), ("windows-1256", 0.95), ("gb18030", 1),
    ("big5", 1), ("shift_jis", 1), ("euc-jp", 1), ("euc-kr", 1), ("iso-8859-2", 0.98), ("iso-8859-5", 0.95),
    ("ibm866", 0.95), ("koi8-u", 0.99), ("ibm850", 0.8), ("macintosh", 0.8), ("x-mac-cyrillic", 0.98),
    ("windows-874", 0.8),
  ].map { (EncodingName($0.0), $0.1) }

  static let all = western + central + [turkish, lithuanian, latvian] + cyrillic + others + ideographic

  private static let western: [WrittenLanguage] =
    [
      "äöüß", "àâæçéèêëîïôœùûüÿ", "áéíñóúü", "áâãàçéêíóôõú", "àèéìíîòóù", "æøåéè", "åäöé", "áðéíóúýþæö", "éëïóöüèê",
      "àçèéíïòóúü", "äõöüšž",
    ].map { latin($0, westernEncodings) } + [
      // Several languages in one text.
      latin("äöüßàâæçéèêëîïôœùûÿáíñóúãõìòøåðýþ", westernEncodings, weight: 0.85)
    ]

  private static let westernEncodings: Set<String> = ["windows-1252", "ibm850", "macintosh"]

  private static let central: [WrittenLanguage] = [
    "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćđšž", "ăâîşţ",
  ].map { latin($0, ["windows-1250", "iso-8859-2"]) }

  private static let turkish = latin("çğıöşüâîû", ["windows-1254"])
  private static let lithuanian = latin("ąčęėįšųūž", ["windows-1257"])
  private static let latvian = latin("āčēģīķļņšūž", ["windows-1257"])

  private static let cyrillic: [WrittenLanguage] = [
    alphabet("абвгдежзийклмнопрстуфхцчшщъыьэюяё", frequent: "оеаинтсрвл", cyrillicEncodings.union(["koi8-r"])),
    alphabet("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", frequent: "оанівтиреск", cyrillicEncodings.union(["koi8-u"])),
    alphabet("абвгдежзийклмнопрстуфхцчшщъьюя", frequent: "аоеинтрсвл", ["windows-1251"]),
    alphabet("абвгдђежзијклљмнњопрстћуфхцчџш", frequent: "аоиенсрјту", ["windows-1251", "iso-8859-5"]),
  ]

  private static let cyrillicEncodings: Set<String> = ["windows-1251", "iso-8859-5", "ibm866", "x-mac-cyrillic"]

  private static let others: [WrittenLanguage] = [
    alphabet("αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ", frequent: "αοιετσνηυρόςίά", ["windows-1253"]),
    alphabet("אבגדהוזחטיךכלםמןנסעףפץצקרשת", frequent: "יוהלאמתרשב", ["windows-1255"]),
    alphabet("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويى", frequent: "اليمنوترةبعد", ["windows-1256"]),
    alphabet(
      String(String.UnicodeScalarView((0xE01...0xE4E).compactMap(Unicode.Scalar.init))),
      frequent: "านรอกเงมยลวดทสตะปบ", ["windows-874"]),
  ]

  private static let ideographic: [WrittenLanguage] = [
    characters(
      "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事"
        + "成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第"
        + "公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加月话合回"
        + "，。、", share: 0.3, "gb18030"),
    characters(
      "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事"
        + "成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第"
        + "公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加月話合回"
        + "，。、", share: 0.3, "big5"),
    characters(
      "이다는을의에가고하로은지도를한기사어리인대나자서시그부수아정해전거있라만주상보여일스오면들원장제것과적구게우없비중으신"
        + "국성요안모소무조공러치내세화연생마동미니분방당관위실경물개었았습까했때년월등같말저교음", share: 0.4, "euc-kr"),
    characters(kana, share: 0.35, "shift_jis"), characters(kana, share: 0.35, "euc-jp"),
  ]

  private static let kana =
    String(String.UnicodeScalarView((0x3041...0x3096).compactMap(Unicode.Scalar.init)))
    + String(String.UnicodeScalarView((0x30A1...0x30FC).compactMap(Unicode.Scalar.init))) + "、。"

  private static func latin(_ letters: String, _ encodings: Set<String>, weight: Double = 1) -> WrittenLanguage {
    WrittenLanguage(encodings: encodings, script: .latin, letters: Set(letters.unicodeScalars), weight: weight)
  }

  private static func alphabet(_ letters: String, frequent: String, _ encodings: Set<String>) -> WrittenLanguage {
    WrittenLanguage(
      encodings: encodings, script: .alphabet(frequent: Set(frequent.unicodeScalars)),
      letters: Set(letters.unicodeScalars))
  }

  private static func characters(_ frequent: String, share: Double, _ encoding: String) -> WrittenLanguage {
    WrittenLanguage(
      encodings: [encoding], script: .characters(frequent: Set(frequent.unicodeScalars), share: share))
  }
}
