/// What kind of answer a question asks for, by its question words.
struct ExpectedAnswer {
  /// Whether it asks how many, how much or when.
  let isNumber: Bool

  init(_ plan: QueryPlan) {
    let words = plan.terms.map(\.word)
    isNumber =
      words.contains { Self.alone.contains($0) }
      || zip(words, words.dropFirst()).contains { $0 == "how" && Self.measures.contains($1) }
  }

  private static let alone: Set<String> = [
    "when", "wann", "wieviel", "wieviele", "cuanto", "cuantos", "cuanta", "cuantas", "cuando", "combien", "quand",
    "quanto", "quanti", "quante", "quando", "hoeveel", "wanneer", "berapa", "price", "cost", "costs", "number",
    "deadline", "phone", "date",
  ]

  private static let measures: Set<String> = [
    "many", "much", "long", "old", "often", "far", "tall", "high", "deep", "big", "large", "wide", "fast", "heavy",
  ]
}
