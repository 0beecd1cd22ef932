import ManentPlugins
import ManentRecords

/// A question of the chat and what was said to it.
struct EarlierTurn {
  var question: String
  /// The places in documents that the answer quotes, in the order of its sources; none when nobody answered, and for
  /// providers that do not tell.
  var quoted: [Continuation.Place] = []
  /// Whether the documents gave an answer, or a model did.
  var isAnswered = false

  /// The turns of a chat's messages, the oldest first.
  static func all(of items: [ContextMaterial.Item]) -> [EarlierTurn] {
    var turns: [EarlierTurn] = []
    for item in items {
      if item.turn.role == "user" { turns.append(EarlierTurn(question: item.turn.content)) }
      guard item.turn.role == "assistant", !turns.isEmpty, !item.turn.content.isEmpty else { continue }
      turns[turns.count - 1].note(item)
    }
    return turns
  }

  private mutating func note(_ item: ContextMaterial.Item) {
    guard let message = item.message else {
      // An answer that is not kept has no places; a quotation of ours is known by its number.
      isAnswered = item.turn.content.contains("” [")
      return
    }
    let places = message.sources.flatMap { source in
      source.quotes.map { Continuation.Place(document: source.document, range: $0.range) }
    }
    quoted = Self.order(places, of: message)
    isAnswered = !quoted.isEmpty || message.provider != ExtractiveProvider().name
  }

  /// The places in the order in which the answer quotes them: it numbers its sources.
  private static func order(_ places: [Continuation.Place], of message: Message) -> [Continuation.Place] {
    var left = message.sources.map { source in
      source.quotes.map { Continuation.Place(document: source.document, range: $0.range) }[...]
    }
    var ordered: [Continuation.Place] = []
    for mark in message.content.split(separator: "[").dropFirst() {
      guard let number = Int(mark.prefix { $0 != "]" }), left.indices.contains(number - 1),
        let place = left[number - 1].popFirst()
      else { continue }
      ordered.append(place)
    }
    return ordered.isEmpty ? places : ordered + left.flatMap(\.self)
  }
}
