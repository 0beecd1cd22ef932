/// What a passage holds of a question.
struct PassageReading {
  /// A sentence and what it holds.
  struct Sentence {
    /// Its bytes in the passage.
    var range: Range<Int>
    /// The share of the question's weight whose terms the sentence, or the passage's trail, holds.
    var coverage: Float
    /// How many of the question's neighbours are neighbours here too, by weight.
    var adjacency: Float
  }

  /// Terms in the passage.
  var length = 0
  /// How often each term of the question occurs.
  var exact: [Float]
  /// How often words like it occur.
  var similar: [Float]
  /// How many of the question's neighbours are neighbours here too, by weight.
  var adjacency: Float = 0
  /// The sentences in order.
  var sentences: [Sentence] = []
}
