import ManentFormats

extension Requester {
  /// How many texts, and how many bytes of them, are sent at once, unless a server has refused as many.
  static let batch = (texts: 64, bytes: 200_000)

  /// The vectors of texts, in their order.
  func embed(_ texts: [String], model: String, of endpoint: Endpoint) throws -> [[Float]] {
    var vectors: [[Float]] = []
    var start = 0
    while start < texts.count {
      var (end, bytes) = (start, 0)
      while end < texts.count, end - start < batches.limit(of: model, endpoint) ?? Self.batch.texts,
        end == start || bytes + texts[end].utf8.count <= Self.batch.bytes
      {
        bytes += texts[end].utf8.count
        end += 1
      }
      vectors += try embedBatch(Array(texts[start..<end]), model, endpoint)
      start = end
    }
    return vectors
  }

  /// One request. What is refused for its size, which servers say in many ways, is sent in halves, and as many texts
  /// are not sent again; a single text that the model finds too long is shortened: the beginning of a passage tells
  /// better what it is about than nothing.
  private func embedBatch(_ texts: [String], _ model: String, _ endpoint: Endpoint) throws -> [[Float]] {
    do {
      return try request(texts, model, endpoint)
    } catch let error as OpenAIError where texts.count > 1 && [.refused, .tooLong].contains(error.code) {
      let half = texts.count / 2
      let first = try embedBatch(Array(texts[..<half]), model, endpoint)
      // Remembered once a half was taken; a text that is too long says nothing of how many may be sent.
      if error.code == .refused { batches.lower(to: half, for: model, endpoint) }
      return try first + embedBatch(Array(texts[half...]), model, endpoint)
    } catch let error as OpenAIError where error.code == .tooLong {
      guard let text = texts.first, text.unicodeScalars.count > 64 else { throw error }
      let half = text.unicodeScalars.prefix(text.unicodeScalars.count / 2)
      return try embedBatch([String(half)], model, endpoint)
    }
  }

  private func request(_ texts: [String], _ model: String, _ endpoint: Endpoint) throws -> [[Float]] {
    // Servers refuse a text with nothing in it.
    let input = texts.map { text in JSON(text.contains { !$0.isWhitespace } ? text : ".") }
    let body = try askJSON(
      "embeddings", of: endpoint, body: ["model": JSON(model), "input": .array(input), "encoding_format": "float"],
      model: model)
    func garbage(_ problem: String) -> OpenAIError {
      OpenAIError(
        .garbage, "endpoint '\(endpoint.name)': what answers at \(endpoint.base) is no embedding (\(problem))")
    }
    guard let json = try? JSON(parsing: body) else { throw garbage("no JSON") }
    if let error = json["error"], error != .null {
      throw OpenAIError(status: 400, ServerWords(json, hiding: endpoint.withoutKey), from: endpoint, model: model)
    }
    guard let rows = json["data"]?.array, rows.count == texts.count else {
      throw garbage("\(json["data"]?.array?.count ?? 0) vectors for \(texts.count) texts")
    }
    guard let places = Self.places(rows.map { $0["index"]?.int }) else {
      throw garbage("a vector that belongs to no text")
    }
    var vectors = [[Float]](repeating: [], count: texts.count)
    for (index, row) in zip(places, rows) {
      guard let vector = Self.vector(row["embedding"]) else { throw garbage("a vector with something else in it") }
      vectors[index] = vector
    }
    let length = vectors[0].count
    guard length > 0, vectors.allSatisfy({ $0.count == length }) else { throw garbage("vectors of several lengths") }
    return vectors
  }

  /// The texts that vectors belong to, by the numbers that they have: from 0, or from 1. Where one has none, or all have
  /// the same, their order counts; `nil` for numbers that contradict each other.
  static func places(_ numbers: [Int?]) -> [Int]? {
    let given = numbers.compactMap(\.self)
    guard given.count == numbers.count, Set(given).count > 1 else { return Array(numbers.indices) }
    let first = given.min() == 1 ? 1 : 0
    return Set(given) == Set(first..<first + numbers.count) ? given.map { $0 - first } : nil
  }

  /// A list of numbers, or the base64 of them that some send unasked; `nil` for anything else.
  private static func vector(_ json: JSON?) -> [Float]? {
    if let text = json?.string { return VectorText.decode(text) }
    guard let numbers = json?.array else { return nil }
    let values = numbers.compactMap { $0.double.map { Float($0) } }
    return values.count == numbers.count && values.allSatisfy(\.isFinite) ? values : nil
  }
}

/// How many texts servers take at once, as far as they have refused more.
final class BatchLimits {
  private var limits: [String: Int] = [:]

  /// So many a model takes; `nil` while it has refused none.
  func limit(of model: String, _ endpoint: Endpoint) -> Int? { limits["\(endpoint.name)/\(model)"] }

  /// Remembers that a model takes so many and not twice as many.
  func lower(to count: Int, for model: String, _ endpoint: Endpoint) {
    let name = "\(endpoint.name)/\(model)"
    limits[name] = min(limits[name] ?? count, max(1, count))
  }
}
