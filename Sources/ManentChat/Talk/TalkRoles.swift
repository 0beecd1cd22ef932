/// What a word or a set phrase does in a message that is addressed to the program.
struct TalkRoles: OptionSet, Sendable {
  let rawValue: UInt32

  /// Says nothing of what the message is about: articles, pronouns, auxiliaries, politeness.
  static let small = TalkRoles(rawValue: 1 << 0)
  static let greeting = TalkRoles(rawValue: 1 << 1)
  static let thanks = TalkRoles(rawValue: 1 << 2)
  static let farewell = TalkRoles(rawValue: 1 << 3)
  /// "Great", "it worked".
  static let praise = TalkRoles(rawValue: 1 << 4)
  /// "Ok", "I see", "never mind".
  static let agreement = TalkRoles(rawValue: 1 << 5)
  /// "That's wrong", "I don't understand".
  static let blame = TalkRoles(rawValue: 1 << 6)
  /// "How are you?"
  static let wellbeing = TalkRoles(rawValue: 1 << 7)
  /// "Are you sure?"
  static let doubt = TalkRoles(rawValue: 1 << 8)
  /// "Tell me a joke", "what time is it?"
  static let beyond = TalkRoles(rawValue: 1 << 9)
  /// The program as the one spoken to.
  static let you = TalkRoles(rawValue: 1 << 10)
  /// The one who speaks.
  static let me = TalkRoles(rawValue: 1 << 11)
  /// The program by a name or a noun.
  static let tool = TalkRoles(rawValue: 1 << 12)
  /// What somebody may take the program for.
  static let identity = TalkRoles(rawValue: 1 << 13)
  /// "What", "how", "which".
  static let asking = TalkRoles(rawValue: 1 << 14)
  /// "When", "where", "why", "who", "how many": what nobody asks of the program's abilities.
  static let circumstance = TalkRoles(rawValue: 1 << 15)
  /// "This", "it": what was spoken of before, where something was.
  static let deictic = TalkRoles(rawValue: 1 << 16)
  /// "Do", "able", "work".
  static let ability = TalkRoles(rawValue: 1 << 17)
  /// "Use", "ask", "begin".
  static let use = TalkRoles(rawValue: 1 << 18)
  static let help = TalkRoles(rawValue: 1 << 19)
  /// "Features", "commands", "questions".
  static let service = TalkRoles(rawValue: 1 << 20)
  static let know = TalkRoles(rawValue: 1 << 21)
  /// "Documents", "my files".
  static let documents = TalkRoles(rawValue: 1 << 22)
  /// "List", "have", "there".
  static let listing = TalkRoles(rawValue: 1 << 23)
  /// "Mention", "talk about".
  static let mention = TalkRoles(rawValue: 1 << 24)
  /// What may stand behind the thing that is mentioned: "vor" in "In welchen Dokumenten kommt X vor?"
  static let mentionEnd = TalkRoles(rawValue: 1 << 25)
  /// "Summarise", "summary of".
  static let summary = TalkRoles(rawValue: 1 << 26)
  /// What may stand behind the document: "zusammen" in "Fasse X zusammen".
  static let summaryEnd = TalkRoles(rawValue: 1 << 27)
  /// "The document", before its name.
  static let document = TalkRoles(rawValue: 1 << 28)

  /// What is said for the sake of it.
  static let social: TalkRoles = [.greeting, .thanks, .farewell, .praise, .agreement]
  /// What a message may hold without being about anything.
  static let empty: TalkRoles = [.small, .me, .you, .deictic]
}
