/// A language that the built-in provider talks in: the words that it knows, and what it says.
///
/// The words are those of conversation and of the program itself, with the small words of the language. A message that
/// holds any other word has a subject, so that it is a question to the documents.
struct TalkTongue: Sendable {
  /// The language's code (BCP 47).
  let code: String
  /// Words and phrases by what they do, folded, with slashes between them.
  let words: [(roles: TalkRoles, phrases: String)]
  /// What is said in it.
  let replies: TalkReplies

  /// All of them; of a message that fits several, the first counts.
  static let all = [english, german, spanish, french, italian, portuguese, dutch, indonesian, chinese, thai]
}

/// What is said in a language. `{n}`, `{size}`, `{x}` and `{documents}` are filled in.
struct TalkReplies: Sendable {
  /// How many documents there are: none, one, more.
  var count: (none: String, one: String, more: String)
  var greeting: String
  /// Instead of all that invites to ask, where there are no documents.
  var noDocuments: String
  var thanks: String
  var farewell: String
  var acknowledgement: String
  var sorry: String
  var wellbeing: String
  var doubt: String
  var beyond: String
  var identity: String
  var abilities: String
  /// Before the list of the documents.
  var listing: String
  /// Behind a list that is cut.
  var furtherDocuments: String
  var mentions: String
  var noMention: String
  /// Before the headings of a document and their first sentences.
  var outline: String
  /// Before the first sentences of a document without headings.
  var opening: String
  /// Of a table.
  var columns: String
  /// Where several documents fit a name.
  var several: String
  var noSuchDocument: String
  /// Behind `noSuchDocument`.
  var nearest: String
  /// Where a document cannot be read.
  var unreadable: String
}
