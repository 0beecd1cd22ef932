/// What a message to the program, rather than to the documents, asks for.
enum TalkIntent: Sendable, Equatable {
  case greeting, thanks, farewell, acknowledgement, sorry
  case wellbeing, doubt, beyond, identity, abilities
  /// What documents there are.
  case documents
  /// Which documents hold some words.
  case mention(String)
  /// The outline of a document, named somehow; empty for the one that was quoted last.
  case outline(String)
}
