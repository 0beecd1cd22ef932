public import ManentFormats
public import ManentPlugins

/// A passage as a JSON value.
public enum PassageJSON {
  /// As a source of an answer: `document`, `start`, `end`, `page`, `line`, `score`, `text`.
  public static func source(_ passage: Passage) -> JSON { .object(place(passage)) }

  /// As a result of a search: the same with its `kind`.
  public static func result(_ passage: Passage) -> JSON {
    .object(JSONObject([("kind", "document")] + place(passage).entries.map { ($0.key, $0.value) }))
  }

  private static func place(_ passage: Passage) -> JSONObject {
    [
      "document": .string(passage.document), "start": .number(JSONNumber(passage.range.lowerBound)),
      "end": .number(JSONNumber(passage.range.upperBound)),
      "page": passage.page.map { .number(JSONNumber($0)) } ?? .null, "line": .number(JSONNumber(passage.line)),
      "score": .number(JSONNumber((passage.score * 10_000).rounded() / 10_000)), "text": .string(passage.text),
    ]
  }
}
