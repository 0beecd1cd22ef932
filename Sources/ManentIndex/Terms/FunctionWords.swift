/// The articles, prepositions, pronouns, conjunctions and auxiliary verbs of each language: what its texts are known by.
///
/// The lists name forms, folded, that are in nearly every text of the language. A word may be in several: what it tells is
/// shared among them. Unlike `CommonWords` they may hold words that are a subject elsewhere ("war", "men", "over"), and
/// count as common only in their own language.
enum FunctionWords {
  /// The languages that have a word; what it tells, ``whole``, is divided among them.
  struct Entry {
    /// A bit for each language, by its raw value.
    var languages: UInt32
    /// Its place among all entries.
    var number: Int
    /// What it tells for each of them.
    var weight: Int { whole / languages.nonzeroBitCount }
  }

  /// What a word tells that one language alone has.
  static let whole = 12

  /// Whether a folded word says nothing about a subject in a text of a language: it is one of `CommonWords` in any, one
  /// of its own function words, or one of a script that stands for a language by itself.
  static func areCommon(_ word: UnsafeBufferPointer<UInt8>, in language: TextLanguage) -> Bool {
    if CommonWords.contains(word) { return true }
    guard language != .english || word.first.map({ $0 >= 0x80 }) ?? false, let entry = entry(of: word) else {
      return false
    }
    return entry.languages & (1 << UInt32(language.rawValue) | bitsOfScripts) != 0
  }

  /// Whether a folded word is a function word of a language.
  static func contain(_ word: UnsafeBufferPointer<UInt8>, of language: TextLanguage) -> Bool {
    entry(of: word).map { $0.languages & 1 << UInt32(language.rawValue) != 0 } ?? false
  }

  private static let bitsOfScripts = TextLanguage.allCases.filter { !$0.isLatin }
    .reduce(UInt32(0)) { $0 | 1 << UInt32($1.rawValue) }

  /// What is known of a folded word.
  @inline(__always)
  static func entry(of word: UnsafeBufferPointer<UInt8>) -> Entry? {
    // Length and a filter spare nearly all other words the look-up.
    guard word.count <= longest else { return nil }
    let hash = Hash64.of(word)
    guard table.filter[Int(truncatingIfNeeded: hash >> 40) & 0x3FFF] else { return nil }
    return table.entries[hash]
  }

  private static let longest = 24

  private static let table: (entries: [UInt64: Entry], filter: [Bool]) = {
    var entries: [UInt64: Entry] = [:]
    var filter = [Bool](repeating: false, count: 0x4000)
    for language in TextLanguage.allCases {
      for word in Set(list(of: language).split(separator: " ")) {
        let hash = Hash64.of(word.utf8)
        let entry = Entry(languages: 0, number: entries.count)
        entries[hash, default: entry].languages |= 1 << UInt32(language.rawValue)
        filter[Int(truncatingIfNeeded: hash >> 40) & 0x3FFF] = true
      }
    }
    return (entries, filter)
  }()

  private static func list(of language: TextLanguage) -> String {
    switch language {
    case .english: CommonWords.english + " but out up so they them who or if there one all no"
    case .german:
      CommonWords.german
        + " war hat man bei so da mehr alle allem sehr hier dann bis denn doch etwa schon bevor nachdem alle andere anderen mussen muss soll sollen darf durfen jeder jede jedes jeden"
    case .french:
      CommonWords.french
        + " l d n s c qu j m y on son sont ont a fait peut entre chez aussi tout tous toute apres avant pendant tous toutes deux fait faire etre peuvent doit doivent autre autres meme"
    case .spanish:
      CommonWords.spanish
        + " la de en a un se ha han hay desde hasta entre muy ya si cada tambien porque despues antes durante mientras aunque segun hacia todos todas todo toda otro otra otros otras mismo puede pueden"
    case .italian:
      CommonWords.italian
        + " la le i a in un una di ha hanno al alla ai come anche piu sono ogni cui se dopo dopo prima durante mentre tutti tutte tutto altro altri puo possono essere fino"
    case .dutch:
      CommonWords.dutch
        + " de en in is was van over als kan om dan nog wel geen hun haar moet of wordt worden tijdens alle andere moeten mag mogen elke"
    case .portuguese: portuguese
    case .catalan: catalan
    case .romanian: romanian
    case .swedish: swedish
    case .norwegian: norwegian
    case .danish: danish
    case .finnish: finnish
    case .hungarian: hungarian
    case .turkish: turkish
    case .indonesian: indonesian
    case .basque:
      "eta da ez bat dira zen du ere baina edo dute izan duen hau hori egin beste batean honek zuen ziren dela"
    case .irish: "agus an na ar go ag is le do bhi sin se seo ach mar leis ata siad nach cad conas nuair ina faoi chun"
    case .lithuanian: "ir yra kad bet su is ne i kaip tai buvo apie per ar nuo iki po kas kur kada jis ji jie taip pat"
    case .serbian:
      "je i u na se da su ne za od koji koja koje kao ili sa nije sto ali iz po kako gde kada bilo biti ovaj"
    case .russian: russian
    case .greek: greek
    case .arabic:
      "في من على إلى الي عن مع هذا هذه التي الذي ما هل كيف متى أين اين لماذا كم هو هي كان كانت أن ان لا أو او ثم"
    case .armenian: "եւ և է են որ ի մեջ այս այդ նա իր են էր համար հետ ինչ երբ որտեղ ինչպես ինչու կամ"
    case .hindi: "के का की में है हैं को से और पर यह वह ने एक कि था थी थे क्या कब कहाँ कहां कैसे क्यों कौन कितने कितना कितनी लिए"
    case .tamil: "ஒரு இது அது என்று மற்றும் என்ன எப்போது எங்கே எப்படி யார் ஏன் இந்த அந்த உள்ள"
    }
  }

  private static let portuguese = """
    o a os as um uma uns umas de do da dos das em no na nos nas por pelo pela pelos pelas para com sem sob sobre que e ou mas \
    nao se ao aos seu sua seus suas ele ela eles elas eu voce isto isso este esta estes estas esse essa foi foram ser estar \
    sao era tem como quando onde quem qual quais quanto quantos quanta quantas ate entre mais muito ja tambem porque cada ha
    """

  private static let catalan = """
    el la els les un una uns unes de del dels al als i o en amb per que no es son va van ser estar aquest aquesta aquests aquestes \
    com quan on qui qual quins quina quant quants seu seva seus seves mes pero perque tambe entre fins cada ha han
    """

  private static let romanian = """
    si in la de pe cu din pentru este sunt a fost care ce un o al ale ai lui sau nu mai ca sa se el ea ei ele acest aceasta \
    aceste cum cand unde cine cat cate cati prin dupa intre fara daca avea are au fi despre
    """

  private static let swedish = """
    och att det som en ett den de i pa av for med till ar var inte om har hade han hon vi jag du ni kan ska skall fran eller men \
    vad nar hur vem vilken vilket vilka varfor efter under over vid ut upp sig sin sitt sina blir blev detta denna dessa mycket \
    mer ocksa bara
    """

  private static let norwegian = """
    og at det som en et ei den de i pa av for med til er var ikke om har hadde han hun vi jeg du kan skal fra eller men hva nar \
    hvor hvordan hvem hvilken hvilket hvilke hvorfor etter under over ved ut opp seg sin sitt sine blir ble dette denne disse \
    mye mer ogsa bare
    """

  private static let danish = """
    og at det som en et den de i pa af for med til er var ikke om har havde han hun vi jeg du kan skal fra eller men hvad hvornar \
    hvor hvordan hvem hvilken hvilket hvilke hvorfor efter under over ved ud op sig sin sit sine bliver blev dette denne disse \
    meget mere ogsa kun
    """

  private static let finnish = """
    ja on ei se etta oli ovat olivat han he me mina sina kun jos tai mutta myos kuin joka jotka mika mita milloin missa miten \
    kuka miksi kuinka monta tama tata taman nama niin vain jo viela hyvin kanssa ennen jalkeen sen niiden ole olla voi
    """

  private static let hungarian = """
    a az es egy hogy nem is van volt vannak voltak lesz ez azt ezt meg csak mint vagy de ha aki ami amely mi mikor hol hogyan ki \
    miert hany mennyi melyik el fel ki le be kell lehet minden utan elott kozott alatt szerint mar majd
    """

  private static let turkish = """
    ve bir bu da de icin ile cok daha gibi ne mi mu olarak olan oldu var yok ama veya en sonra once kadar her o su ben sen biz \
    siz onlar degil nasil neden niye nerede kim hangi kac zaman ise ki
    """

  private static let indonesian = """
    yang dan di ke dari untuk dengan pada adalah ini itu tidak akan dalam oleh sebagai ada juga atau saya anda kami mereka dia \
    ia bisa dapat harus sudah telah apa siapa kapan mana dimana bagaimana mengapa berapa karena tetapi jika saat setelah
    """

  private static let russian = """
    и в во не на что с со как а то все она так его но да ты к у же вы за бы по только ее мне было вот от меня еще нет о из ему \
    теперь когда даже ну ли если уже или ни быть был него до вас нибудь вам ведь там потом себя может они тут где есть надо \
    ней для мы тебя их чем была сам чтоб без будто чего раз тоже себе под будет кто этот того потому этого какои какая какое \
    какие каков какова этом мои тем чтобы нее были куда зачем всех можно при об это эта эти сколько почему откуда которыи \
    которая которое которые является между через
    """

  private static let greek = """
    ο η το οι τα του τησ των τον την και να σε με για απο που δεν θα ειναι ηταν στο στη στην στον στα στισ ωσ αν ή αλλα οτι τι \
    ποιοσ ποια ποιο ποιεσ ποιοι ποτε πωσ γιατι ποσο ποσα ποσοι πωσ ενα μια ενασ αυτο αυτη αυτοσ
    """
}
