import ManentCore

extension TalkReplies {
  /// How many documents there are, in words.
  func documents(_ count: Int) -> String {
    switch count {
    case 0: self.count.none
    case 1: self.count.one
    default: self.count.more.replacing("{n}", with: "\(count)")
    }
  }

  /// What is said for the sake of it, or of the program itself; `nil` for what needs a look at the documents.
  func text(for intent: TalkIntent, documents count: Int) -> String? {
    let text: String
    switch intent {
    case .greeting: text = greeting
    case .thanks: text = thanks
    case .farewell: text = farewell
    case .acknowledgement: text = acknowledgement
    case .sorry: text = sorry
    case .wellbeing: text = wellbeing
    case .doubt: text = doubt
    case .beyond: text = beyond
    case .identity: text = identity
    case .abilities: text = abilities
    case .documents, .mention, .outline: return nil
    }
    let filled = text.replacing("{documents}", with: documents(count))
    guard count == 0 else { return filled }
    switch intent {
    case .greeting, .abilities, .wellbeing: return "\(filled)\n\(noDocuments)"
    default: return filled
    }
  }
}

extension String {
  /// The text with every occurrence of a mark replaced.
  func replacing(_ mark: String, with text: String) -> String {
    let (bytes, sought) = (Array(utf8), Array(mark.utf8))
    var replaced: [UInt8] = []
    var place = 0
    while place < bytes.count {
      if bytes[place...].starts(with: sought) {
        replaced += Array(text.utf8)
        place += sought.count
      } else {
        replaced.append(bytes[place])
        place += 1
      }
    }
    return String(decoding: replaced, as: UTF8.self)
  }
}
