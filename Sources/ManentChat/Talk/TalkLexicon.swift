import ManentIndex

/// The words of a language, ready to be looked up.
struct TalkLexicon {
  private var roles: [String: TalkRoles] = [:]
  /// The most units that a phrase has.
  private(set) var longest = 1

  /// The words of a language, and those that are understood in all.
  init(_ tongue: TalkTongue) {
    for (roles, phrases) in tongue.words + Self.shared {
      for phrase in phrases.split(separator: "/") {
        let units = TalkUnit.units(ofPhrase: phrase)
        longest = max(longest, units.count)
        self.roles[units.joined(separator: " "), default: []].formUnion(roles)
      }
    }
  }

  /// What a run of units does; `nil` when it is no phrase of the language.
  subscript(units: ArraySlice<TalkUnit>) -> TalkRoles? {
    roles[units.map(\.text).joined(separator: " ")]
  }

  /// The word that a misspelt one is: the same but for doubled letters, or for two neighbours swapped.
  func likeness(of word: String) -> TalkRoles? {
    guard word.utf8.count >= 4 else { return nil }
    let single = Self.undoubled(word)
    let swaps = Self.swaps(of: word)
    return roles.first { known, roles in
      !roles.isSubset(of: .empty) && known.utf8.count >= 3 && (Self.undoubled(known) == single || swaps.contains(known))
    }?.value
  }

  private static func undoubled(_ word: String) -> [Character] {
    word.reduce(into: []) { letters, letter in if letters.last != letter { letters.append(letter) } }
  }

  private static func swaps(of word: String) -> Set<String> {
    let letters = Array(word)
    return Set(
      letters.indices.dropLast().map { place in
        var swapped = letters
        swapped.swapAt(place, place + 1)
        return String(swapped)
      })
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
