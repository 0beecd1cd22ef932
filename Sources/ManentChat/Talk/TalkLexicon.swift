import ManentIndex
import Synchronization

/// The words of a language, ready to be looked up.
struct TalkLexicon: Sendable {
  private var roles: [String: TalkRoles] = [:]
  /// The words that a misspelt one may be, by how they are written without doubled letters; of several, the first in order.
  private var undoubled: [String: String] = [:]
  /// The most units that a phrase has.
  private(set) var longest = 1

  /// The words of a language, and those that are understood in all. They are put in order once in a process.
  static func of(_ tongue: TalkTongue) -> TalkLexicon {
    known.withLock { known in
      if let lexicon = known[tongue.code] { return lexicon }
      let lexicon = TalkLexicon(tongue)
      known[tongue.code] = lexicon
      return lexicon
    }
  }

  private static let known = Mutex<[String: TalkLexicon]>([:])

  private init(_ tongue: TalkTongue) {
    for (roles, phrases) in tongue.words + Self.shared {
      for phrase in phrases.split(separator: "/") {
        let units = TalkUnit.units(ofPhrase: phrase)
        longest = max(longest, units.count)
        self.roles[units.joined(separator: " "), default: []].formUnion(roles)
      }
    }
    for (word, roles) in roles where Self.isTelling(word, roles) {
      let written = Self.undoubled(word)
      undoubled[written] = undoubled[written].map { min($0, word) } ?? word
    }
  }

  /// What a run of units does; `nil` when it is no phrase of the language.
  subscript(units: ArraySlice<TalkUnit>) -> TalkRoles? {
    roles[units.map(\.text).joined(separator: " ")]
  }

  /// The word that a misspelt one is: the same but for doubled letters, or for two neighbours swapped.
  func likeness(of word: String) -> TalkRoles? {
    guard word.utf8.count >= 4 else { return nil }
    if let same = undoubled[Self.undoubled(word)] { return roles[same] }
    return Self.swaps(of: word).lazy.compactMap { swapped in
      roles[swapped].flatMap { Self.isTelling(swapped, $0) ? $0 : nil }
    }.first
  }

  /// Whether a word may be meant by one that is misspelt.
  private static func isTelling(_ word: String, _ roles: TalkRoles) -> Bool {
    !roles.isSubset(of: .empty) && word.utf8.count >= 3
  }

  private static func undoubled(_ word: String) -> String {
    var written = ""
    for letter in word where written.last != letter { written.append(letter) }
    return written
  }

  private static func swaps(of word: String) -> [String] {
    let letters = Array(word)
    return letters.indices.dropLast().map { place in
      var swapped = letters
      swapped.swapAt(place, place + 1)
      return String(swapped)
    }
  }

  private static let shared: [(roles: TalkRoles, phrases: String)] = [
    (.greeting, "hello/hi/hey/hallo/hola/ciao/salut"),
    (.thanks, "thanks/thank you/thx/merci"),
    (.farewell, "bye/bye bye/ciao/adios"),
    (.agreement, "ok/okay/oki/okey/k/lol/haha/hehe/hm/hmm/aha/ah/oh/wow/oops"),
    (.praise, "super/cool/top/bravo/perfect"),
    (.tool, "manent/chatbot/bot"),
  ]
}

/// What a message is read by: a word, or a character where words have no spaces between them.
struct TalkUnit {
  /// Folded.
  var text: String
  /// Where it begins in the message's UTF-8.
  var start: Int
  /// Whether it is one character of a run.
  var isCharacter: Bool

  /// The units of a message.
  static func units(of message: String) -> [TalkUnit] {
    TextWord.words(of: message).flatMap { word -> [TalkUnit] in
      guard word.isRun else { return [TalkUnit(text: word.folded, start: word.start, isCharacter: false)] }
      var start = word.start
      return word.folded.unicodeScalars.map { scalar in
        defer { start += UTF8.width(scalar) }
        return TalkUnit(text: String(Character(scalar)), start: start, isCharacter: true)
      }
    }
  }

  /// The units of a phrase that is folded already.
  static func units(ofPhrase phrase: Substring) -> [String] {
    guard let first = phrase.unicodeScalars.first(where: { $0 != " " }), first.value >= 0xE00 else {
      return phrase.split(separator: " ").map(String.init)
    }
    return phrase.unicodeScalars.filter { $0 != " " }.map { String(Character($0)) }
  }
}
