/// A question and what is known to answer it.
struct Question {
  /// The question itself.
  var text: String
  /// How much each document has to do with it, from 1; documents that are not named have nothing.
  var grades: [String: Int]
  /// The strings of which an answer must contain one; empty where none are known.
  var answers: [String] = []
}
