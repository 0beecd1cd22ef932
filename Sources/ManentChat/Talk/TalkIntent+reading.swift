import ManentIndex

extension TalkIntent {
  /// What is understood of a message.
  struct Understanding: Sendable {
    var intent: TalkIntent
    var tongue: TalkTongue
  }

  /// Words, and characters of scripts without spaces, beyond which a message is no talk.
  private static let longest = (words: 24, characters: 60)

  /// What a message asks of the program; `nil` for one that is to be answered from the documents.
  ///
  /// - Parameters:
  ///   - message: in any language.
  ///   - isContinued: whether something was answered before, so that "this" and "it" mean that.
  static func of(_ message: String, isContinued: Bool) -> Understanding? {
    let units = TalkUnit.units(of: message)
    guard !units.isEmpty else { return bare(message) }
    guard units.count <= longest.characters, units.count(where: { !$0.isCharacter }) <= longest.words else {
      return nil
    }
    for tongue in candidates(for: units) {
      let reading = TalkReading(units, TalkLexicon.of(tongue))
      let roles = reading.roles
      if let roles, let intent = plain(roles, reading, isContinued: isContinued), !intent.isVoid(as: message, reading) {
        return Understanding(intent: intent, tongue: tongue)
      }
      if let intent = mention(reading, message) ?? outline(reading, message, isContinued: isContinued) {
        return Understanding(intent: intent, tongue: tongue)
      }
    }
    return nil
  }

  /// Whether words of praise or assent are asked about ("Is it good?") rather than said.
  private func isVoid(as message: String, _ reading: TalkReading) -> Bool {
    guard self == .acknowledgement || self == .farewell || self == .sorry else { return false }
    let asks = message.last { !$0.isWhitespace }.map { "?？".contains($0) } ?? false
    return asks
      || reading.pieces.first.map { Self.inverting.contains(reading.units[$0.range.lowerBound].text) } ?? false
  }

  /// What a question begins with that is answered by yes or no.
  private static let inverting: Set<String> = [
    "is", "are", "was", "were", "does", "do", "did", "can", "could", "will", "would", "should", "has", "have", "ist",
    "sind",
  ]

  /// A message without any letter or digit.
  private static func bare(_ message: String) -> Understanding? {
    let marks = message.filter { !$0.isWhitespace }
    guard !marks.isEmpty else { return nil }
    if marks.allSatisfy({ $0 == "?" }) { return Understanding(intent: .abilities, tongue: .english) }
    if marks.contains("👋") { return Understanding(intent: .greeting, tongue: .english) }
    if marks.contains("🙏") { return Understanding(intent: .thanks, tongue: .english) }
    return Understanding(intent: .acknowledgement, tongue: .english)
  }

  /// The languages that a message can be in, by its script.
  private static func candidates(for units: [TalkUnit]) -> [TalkTongue] {
    guard let character = units.first(where: \.isCharacter) else {
      return TalkTongue.all.filter { $0.code != "zh" && $0.code != "th" }
    }
    let isThai = character.text.unicodeScalars.contains { (0xE00...0xE7F).contains($0.value) }
    return [isThai ? .thai : .chinese]
  }

  /// What a message asks whose words are all known.
  private static func plain(_ roles: TalkRoles, _ reading: TalkReading, isContinued: Bool) -> TalkIntent? {
    func has(_ role: TalkRoles) -> Bool { !roles.isDisjoint(with: role) }
    let asks = has([.asking, .circumstance])
    let pointsBack = isContinued && has(.deictic)
    if has(.documents), !(has(.thanks) && !asks) {
      return has([.mention, .summary]) || (pointsBack && !has(.listing)) ? nil : .documents
    }
    if has(.beyond) { return .beyond }
    if has(.thanks), !asks { return .thanks }
    if has(.wellbeing) { return .wellbeing }
    if has(.doubt), !has([.thanks, .praise]) { return .doubt }
    if has(.know), has([.you, .tool]), has(.asking), !pointsBack { return .documents }
    let isAddressed = has([.you, .tool])
    if !has(.circumstance), !pointsBack {
      if isAddressed, has([.ability, .use, .help, .service]), !has(.identity) || has(.ability) && has(.asking) {
        return .abilities
      }
      if has(.help) { return .abilities }
      if has(.me), has(.use), has(.service) || !isContinued { return .abilities }
      if has(.deictic), has(.asking), has([.ability, .use, .identity]) || onlyAsksWhat(roles) { return .abilities }
    }
    if has(.identity), isAddressed || (has(.deictic) && !isContinued) { return .identity }
    if has(.tool), asks { return .identity }
    if has(.blame) { return .sorry }
    if asks || has([.mention, .summary, .listing, .know, .service]) && !has(.social) { return nil }
    if has(.farewell), !has(.greeting) || reading.pieces.count > 1 && !has(.greeting) { return .farewell }
    if has(.greeting) { return .greeting }
    if has([.praise, .agreement]) { return .acknowledgement }
    return nil
  }

  /// "What is this?" of somebody who has just come.
  private static func onlyAsksWhat(_ roles: TalkRoles) -> Bool {
    roles.isSubset(of: [.small, .asking, .deictic, .greeting, .ability])
  }

  /// "Which documents mention X?": a noun for documents that only small words stand before, then a verb, then X.
  private static func mention(_ reading: TalkReading, _ message: String) -> TalkIntent? {
    let pieces = reading.pieces
    let lead: TalkRoles = [.small, .asking, .circumstance, .listing, .me, .you, .greeting, .agreement, .document]
    guard let noun = pieces.firstIndex(where: { $0.roles?.contains(.documents) == true }),
      pieces[..<noun].allSatisfy({ $0.roles.map { !$0.isDisjoint(with: lead) } ?? false })
    else { return inverseMention(reading, message) }
    let asks = pieces[..<noun].contains {
      $0.roles.map { !$0.isDisjoint(with: [.asking, .circumstance, .listing]) } ?? false
    }
    var place = noun + 1
    while place < pieces.count, let roles = pieces[place].roles, !roles.contains(.mention) {
      guard !roles.isDisjoint(with: [.small, .asking, .me, .you, .listing, .deictic]) else { return nil }
      place += 1
    }
    guard place < pieces.count, pieces[place].roles?.contains(.mention) == true else {
      return inverseMention(reading, message)
    }
    guard asks || noun == 0 else { return nil }
    var end = pieces.count
    while end > place + 1, pieces[end - 1].roles?.contains(.mentionEnd) == true { end -= 1 }
    var start = place + 1
    // "… say anything about the", "… gesagt wird über die".
    while start < end, let roles = pieces[start].roles, !roles.isDisjoint(with: [.mention, .small, .deictic]),
      end - start > 1
    {
      start += 1
    }
    guard start < end else { return nil }
    let subject = reading.text(of: start..<end, in: message)
    // "Which documents mention it?" names nothing.
    let isNamed = pieces[start..<end].contains { $0.roles.map { !$0.isSubset(of: .empty) } ?? true }
    return isNamed && !subject.isEmpty ? .mention(subject) : nil
  }

  /// The order of Chinese: "X 出现在哪些文件里", and of "X is mentioned in which documents?"
  private static func inverseMention(_ reading: TalkReading, _ message: String) -> TalkIntent? {
    let pieces = reading.pieces
    guard let verb = pieces.firstIndex(where: { $0.roles?.contains(.mention) == true }), verb > 0,
      pieces[(verb + 1)...].contains(where: { $0.roles?.contains(.documents) == true }),
      pieces[(verb + 1)...].contains(where: { $0.roles?.contains(.asking) == true }),
      pieces[(verb + 1)...].allSatisfy({ $0.roles != nil }),
      pieces[..<verb].contains(where: { $0.roles == nil })
    else { return nil }
    var end = verb
    while end > 1, pieces[end - 1].roles.map({ $0.isSubset(of: [.small]) }) ?? false { end -= 1 }
    return .mention(reading.text(of: 0..<end, in: message))
  }

  /// "Summarise X": what asks for it with only small words before, then the document.
  private static func outline(_ reading: TalkReading, _ message: String, isContinued: Bool) -> TalkIntent? {
    let pieces = reading.pieces
    let lead: TalkRoles = [.small, .asking, .listing, .me, .you, .greeting, .agreement, .use, .help, .deictic]
    guard let verb = pieces.firstIndex(where: { $0.roles?.contains(.summary) == true }),
      pieces[..<verb].allSatisfy({ $0.roles.map { !$0.isDisjoint(with: lead) } ?? false })
    else { return nil }
    var start = verb + 1
    var end = pieces.count
    while end > start, pieces[end - 1].roles.map({ !$0.isDisjoint(with: [.summaryEnd, .small]) }) ?? false { end -= 1 }
    while start < end, let roles = pieces[start].roles,
      !roles.isDisjoint(with: [.small, .me, .you, .document, .documents, .deictic, .summary])
    {
      start += 1
    }
    let rest = start < end ? reading.text(of: start..<end, in: message) : ""
    if rest.isEmpty {
      let named = pieces[(verb + 1)...].contains {
        $0.roles.map { !$0.isDisjoint(with: [.deictic, .document]) } ?? false
      }
      return named && isContinued ? .outline("") : nil
    }
    return .outline(rest)
  }
}
