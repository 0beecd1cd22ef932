import ManentCore
public import ManentFormats

/// A passage that an answer was made from.
public struct Source: Sendable, Equatable {
  /// The document's path below `documents/`.
  public var document: String
  /// Git's name for the version of the document.
  public var blob: String
  /// The bytes of the document's text that the passage covers.
  public var range: Range<Int>
  /// The page that it begins on, from 1, where the document has pages.
  public var page: Int?
  /// The line that it begins on, from 1.
  public var line: Int?
  /// How well it fits the question, from 0 to 1.
  public var score: Double
  /// What the answer quotes from it, in the order of the answer.
  public var quotes: [Quote]

  /// What an answer quotes from a source.
  public struct Quote: Sendable, Equatable {
    /// The bytes of the document's text.
    public var range: Range<Int>
    /// The line that it begins on, from 1.
    public var line: Int?

    /// A quotation from its parts.
    package init(range: Range<Int>, line: Int?) {
      self.range = range
      self.line = line
    }
  }

  /// A source from its parts.
  package init(
    document: String, blob: String, range: Range<Int>, page: Int?, line: Int?, score: Double, quotes: [Quote]
  ) {
    self.document = document
    self.blob = blob
    self.range = range
    self.page = page
    self.line = line
    self.score = score
    self.quotes = quotes
  }

  package init?(_ json: JSON) {
    guard let object = json.object, let document = object["document"]?.string, let start = object["start"]?.int,
      let end = object["end"]?.int, start >= 0, end >= start
    else { return nil }
    self.document = document
    blob = object["blob"]?.string ?? ""
    range = start..<end
    page = object["page"]?.int
    line = object["line"]?.int
    score = object["score"]?.double ?? 0
    quotes =
      object["quotes"]?.array?.compactMap { quote in
        guard let start = quote["start"]?.int, let end = quote["end"]?.int, start >= 0, end >= start else { return nil }
        return Quote(range: start..<end, line: quote["line"]?.int)
      } ?? []
  }

  /// The source as a value in a message.
  public var json: JSON {
    var object: JSONObject = [
      "document": .string(document), "blob": .string(blob), "start": .number(JSONNumber(range.lowerBound)),
      "end": .number(JSONNumber(range.upperBound)),
    ]
    if let page { object["page"] = .number(JSONNumber(page)) }
    if let line { object["line"] = .number(JSONNumber(line)) }
    object["score"] = .number(JSONNumber(score))
    if !quotes.isEmpty {
      object["quotes"] = .array(
        quotes.map { quote in
          var place: JSONObject = [
            "start": .number(JSONNumber(quote.range.lowerBound)), "end": .number(JSONNumber(quote.range.upperBound)),
          ]
          if let line = quote.line { place["line"] = .number(JSONNumber(line)) }
          return .object(place)
        })
    }
    return .object(object)
  }
}
