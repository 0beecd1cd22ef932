import ManentIndex

/// What a message's own words tell of its going on with what was said before.
struct FollowUpReading {
  /// The message without a correction's "no, I meant".
  private(set) var message: String
  /// Whether it takes back what was understood.
  private(set) var isCorrection = false
  /// Whether it asks for more of the same and names nothing.
  private(set) var asksMore = false
  /// Whether it asks for the reason and names nothing.
  private(set) var asksWhy = false
  /// The quotation that it points at, from 0, -1 for the last.
  private(set) var ordinal: Int?
  /// Whether it begins as something that goes on does.
  private(set) var hasOpening = false
  /// Whether it says "it" or "there".
  private(set) var hasPronoun = false
  /// How many words it has that say something about a subject.
  private(set) var ownWords = 0

  /// Whether its words say that it goes on with something.
  var isMarked: Bool { isCorrection || hasOpening || hasPronoun || ownWords == 0 }

  /// Whether it cannot be understood without the turns before it.
  var dependsOnOthers: Bool { isMarked || asksMore || asksWhy || ordinal != nil || ownWords < 2 }

  private static let longestPhrase = 8

  /// Reads a message.
  init(_ message: String) {
    self.message = message
    var units = TalkUnit.units(of: message)[...]
    units = Self.withoutCourtesy(units)
    if let length = Self.match(FollowUpWords.corrections, units), length < units.count {
      isCorrection = true
      units = units.dropFirst(length)
      if let length = Self.match(Self.fillers, units), length < units.count { units = units.dropFirst(length) }
    }
    if let first = units.first { self.message = String(decoding: Array(message.utf8)[first.start...], as: UTF8.self) }
    hasOpening = Self.match(FollowUpWords.openings, units) != nil
    hasPronoun = Self.pieces(units, FollowUpWords.pronouns).contains { $0.isKnown }
    ownWords = TextWord.words(of: self.message).reduce(0) { count, word in
      guard word.isRun else { return count + (word.isCommon || FollowUpWords.pronouns.contains(word.folded) ? 0 : 1) }
      return count + max(1, word.folded.unicodeScalars.count / 4)
    }
    readWishes(units, of: message)
  }

  /// Sees whether all of the message asks for more, for a reason or for one of the quotations.
  private mutating func readWishes(_ units: ArraySlice<TalkUnit>, of message: String) {
    guard units.count <= 24 else { return }
    asksMore = Self.consists(units, of: FollowUpWords.more)
    asksWhy = Self.consists(units, of: FollowUpWords.reasons)
    if Self.consists(units, of: Set(FollowUpWords.ordinals.keys), with: FollowUpWords.numbered) {
      ordinal =
        Self.pieces(units, Set(FollowUpWords.ordinals.keys)).lazy.compactMap {
          FollowUpWords.ordinals[Self.text($0.units)]
        }.first
    } else if units.count <= 3, let digits = units.last?.text, let number = Int(digits), (1...9).contains(number),
      message.contains("[") || message.contains("#")
        || (units.count > 1
          && units.dropLast().allSatisfy {
            FollowUpWords.numbered.contains($0.text) || $0.text == "the"
          })
    {
      ordinal = number - 1
    }
  }

  /// What may stand behind a correction before what is meant.
  private static let fillers: Set<String> = ["the", "about", "die", "der", "das", "den", "de", "el", "la", "le"]

  /// "Thanks, and …", "OK, but …": courtesy in front of what is asked.
  private static func withoutCourtesy(_ units: ArraySlice<TalkUnit>) -> ArraySlice<TalkUnit> {
    let courtesy: Set<String> = [
      "thanks", "thank you", "ok", "okay", "great", "good", "nice", "cool", "hello", "hi", "hey", "alright", "perfect",
      "danke",
      "gut", "hallo", "super", "gracias", "vale", "hola", "bien", "merci", "bonjour", "d accord", "grazie", "ciao",
      "va bene",
      "obrigado", "obrigada", "ola", "bedankt", "dank je", "goed", "terima kasih", "baik", "halo", "谢 谢", "好 的", "你 好",
      "yes", "yeah",
      "please", "bitte", "well", "hmm", "hm",
    ]
    var units = units
    while let length = match(courtesy, units), length < units.count { units = units.dropFirst(length) }
    return units
  }

  /// The length of the longest phrase of a set that units begin with.
  private static func match(_ phrases: Set<String>, _ units: ArraySlice<TalkUnit>) -> Int? {
    guard !units.isEmpty else { return nil }
    return (1...min(longestPhrase, units.count)).reversed().first { phrases.contains(text(units.prefix($0))) }
  }

  private static func text(_ units: ArraySlice<TalkUnit>) -> String { units.map(\.text).joined(separator: " ") }

  /// Units taken apart into phrases of a set and what is none.
  private static func pieces(
    _ units: ArraySlice<TalkUnit>, _ phrases: Set<String>
  ) -> [(units: ArraySlice<TalkUnit>, isKnown: Bool)] {
    var rest = units
    var pieces: [(units: ArraySlice<TalkUnit>, isKnown: Bool)] = []
    while !rest.isEmpty {
      let length = match(phrases, rest)
      pieces.append((rest.prefix(length ?? 1), length != nil))
      rest = rest.dropFirst(length ?? 1)
    }
    return pieces
  }

  /// Whether units are a phrase of a set, with nothing but small words around it.
  private static func consists(
    _ units: ArraySlice<TalkUnit>, of phrases: Set<String>, with others: Set<String> = []
  ) -> Bool {
    let pieces = pieces(units, phrases)
    guard pieces.contains(where: \.isKnown) else { return false }
    return pieces.allSatisfy { piece in
      guard !piece.isKnown, let unit = piece.units.first else { return true }
      return unit.isCharacter
        ? smallCharacters.contains(unit.text) || others.contains(unit.text)
        : others.contains(unit.text) || smallWords.contains(unit.text)
    }
  }

  private static let smallWords: Set<String> = Set(
    TalkTongue.all.lazy.filter { $0.code != "zh" && $0.code != "th" }.flatMap(\.words).filter {
      !$0.roles.isDisjoint(with: [.small, .me, .you, .deictic, .asking, .listing, .know])
    }.flatMap { $0.phrases.split(separator: "/").flatMap { $0.split(separator: " ") } }.map(String.init))

  private static let smallCharacters: Set<String> = Set(
    TalkTongue.all.lazy.filter { $0.code == "zh" || $0.code == "th" }.flatMap(\.words).filter {
      !$0.roles.isDisjoint(with: [.small, .me, .you, .deictic])
    }.flatMap { $0.phrases.split(separator: "/").flatMap { TalkUnit.units(ofPhrase: $0) } })
}
