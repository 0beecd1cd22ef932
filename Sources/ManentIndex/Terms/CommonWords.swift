/// Words that say nothing about the subject of a question: articles, prepositions, pronouns, question words,
/// auxiliary verbs, and what people say to a machine ("hello", "please", "tell me"), in the languages that most
/// documents are written in.
///
/// The lists are short on purpose. A word that is a subject in one of the languages ("war", "hat", "art") is in none
/// of them.
enum CommonWords {
  /// Whether a folded word is common.
  static func contains(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    // The length spares many words the look-up.
    word.count <= 12 && hashes.contains(Hash64.of(word))
  }

  /// All lists, with blanks between the words.
  static let all = [english, conversation, german, french, spanish, italian, dutch].joined(separator: " ")

  /// For each language with a list how many of the words are its own: in its list.
  static func counts(in text: FoldedText) -> [Int] {
    var counts = [Int](repeating: 0, count: languages.count)
    text.bytes.withUnsafeBufferPointer { bytes in
      for word in text.words where word.script == .spaced && word.range.count <= 12 {
        let hash = Hash64.of(UnsafeBufferPointer(rebasing: bytes[word.range]))
        for language in languages.indices where languages[language].contains(hash) { counts[language] += 1 }
      }
    }
    return counts
  }

  private static let languages = [english, german, french, spanish, italian, dutch].map { list in
    Set(list.split(separator: " ").map { Hash64.of($0.utf8) })
  }

  private static let hashes = Set(all.split(separator: " ").map { Hash64.of($0.utf8) })

  static let english = """
    a an and are as at be been being but by can could did do does for from had has have he her hers him his how i if in \
    into is it its may me might more most must my no nor not of on or other our ours shall she should so some such than \
    that the their them then there these they this those to was we were what when where which while who whom whose why \
    will with would you your yours about after all also am any because before between both during each few over same \
    through under until up very just only name names named called kind type s t d ll re ve m don doesn didn isn aren wasn weren won
    """

  private static let conversation = """
    hello hi hey hallo hola bonjour ciao thanks thank thx please ok okay yes yeah bye goodbye cheers sorry tell explain \
    describe wonder wondering know let lets anything something everything danke bitte tschuss merci gracias good \
    morning afternoon evening today nice welcome
    """

  static let german = """
    der die das den dem des ein eine einer eines einem einen und oder nicht mit von zu im am auf aus bei bis durch fur \
    gegen nach ohne um unter uber vor wahrend wegen als auch aber wie was wer wo wann warum welche welcher welches welchen \
    welchem wem wen ist sind waren wird werden wurde wurden hatte hatten haben sein seine seiner seinen ihre ihr ihren \
    ihrer sich es er sie wir ich du nur dass ob wenn kann konnen konnte zum zur vom beim ins dieser diese dieses diesem \
    viele wieviel wieviele noch mich mir dir
    """

  static let french = """
    le la les un une des du de et ou en dans par sur avec sans sous est sont etait etaient sera ete etre avoir qui que \
    quoi quel quelle quels quelles dont quand comment pourquoi combien ce cette ces cet il elle ils elles nous vous je tu \
    se sa ses leur leurs ne pas plus au aux mais comme si
    """

  static let spanish = """
    el los las unos unas una uno del al y o en con por para sin sobre es eran fue fueron ser estar esta este esto \
    estos estas que quien quienes cual cuales cuando donde como cuanto cuantos cuantas su sus se lo le les no mas pero
    """

  static let italian = """
    il lo gli uno di da dal dalla del della dei delle nel nella con per tra fra e sono erano stato che chi cosa \
    quale quali quando dove perche quanto quanti quante questo questa questi queste si suo sua loro non piu ma
    """

  static let dutch = """
    het een van naar met voor door bij aan uit op te zijn waren werd werden wordt worden heeft hebben had niet wie wat \
    waar wanneer waarom welke welk hoe hoeveel dit dat deze er zich hij zij ze ook maar
    """
}
