import ManentIndex
import ManentPlugins

/// A message that goes on with what was answered before, and what it goes on with.
struct FollowUp {
  /// What it asks by itself, without what only ties it to the turn before.
  var message: String
  /// The question that gives it its subject.
  var subject: String
  var wish: Continuation.Wish
  /// Whether its words say that it goes on: it begins with "and", or says "it". Else only what is found can tell.
  var isMarked: Bool
  /// The places that were quoted in the conversation about this subject, those of the last answer first.
  var quoted: [Continuation.Place]

  /// Content words beyond which an unmarked message stands on its own.
  private static let mostOwnWords = 5

  /// Reads a message after some turns; `nil` for one that has nothing to go on with, or that is a question of its own.
  init?(_ message: String, after turns: [EarlierTurn]) {
    guard let last = turns.lastIndex(where: \.isAnswered) else { return nil }
    let reading = FollowUpReading(message)
    // What has to be put right is the last question, whether or not it was answered.
    let end = reading.isCorrection ? turns.count - 1 : last
    let root = turns[...end].lastIndex { !FollowUpReading($0.question).dependsOnOthers && !$0.isTalk } ?? 0
    subject = turns[root].question
    self.message = reading.message
    quoted = turns[min(root, last)...last].reversed().flatMap(\.quoted)
    let newest = turns[last].quoted
    if let place = reading.ordinal, !newest.isEmpty, place < newest.count {
      wish = .quotation(place < 0 ? newest.count - 1 : place)
    } else if reading.asksMore {
      wish = .more
    } else if reading.asksWhy {
      wish = .reason
    } else {
      wish = .other
    }
    isMarked = reading.isMarked
    if wish == .other, !isMarked, reading.ownWords > Self.mostOwnWords { return nil }
    // "More" is about the last question, however it was asked.
    if wish == .more || wish == .reason, root != last { subject += " " + turns[last].question }
  }
}

extension EarlierTurn {
  /// Whether it was no question.
  fileprivate var isTalk: Bool { !isAnswered && TalkIntent.of(question, isContinued: false) != nil }
}
