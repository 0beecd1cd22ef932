import ManentCore
import ManentFormats
import ManentIndex
import Synchronization

/// An embedder that is a plugin.
public final class PluginEmbedder: Embedder {
  /// What was learnt of an embedder when it was first asked, so that it need not be asked again.
  public struct Facts: Sendable, Equatable {
    /// The model, as the plugin calls it.
    public var model: String
    /// The length of the vectors that it gives.
    public var dimensions: Int

    /// Facts from their parts.
    public init(model: String, dimensions: Int) {
      self.model = model
      self.dimensions = dimensions
    }
  }

  /// What the index calls it.
  public let name: String
  /// What is known of it.
  public let facts: Facts
  /// The length of its vectors here: a multiple of 8, as the index wants it; they are filled up with zeros.
  public var dimensions: Int { (facts.dimensions + 7) / 8 * 8 }
  /// Of the plugin's name, model and dimensions: the same text gets another vector from another model.
  public let fingerprint: [UInt8]
  private let plugin: String
  /// The model that it is asked for; `nil` for its default.
  private let model: String?
  /// One conversation, which threads take turns at.
  private let connection: Mutex<PluginConnection>

  /// How many texts are sent at once.
  static let batch = 64

  /// An embedder over a connection.
  ///
  /// - Parameters:
  ///   - connection: the conversation with the plugin.
  ///   - name: what the index calls it; `nil` for the plugin's name.
  ///   - model: which of its models; `nil` for its default.
  ///   - facts: what is known of it; `nil` has a word embedded to learn it.
  public init(
    _ connection: sending PluginConnection, name: String? = nil, model: String? = nil, facts: Facts? = nil
  ) throws {
    let plugin = connection.manifest.name
    let known: Facts
    if let facts {
      known = facts
    } else {
      let result = try connection.call("embed", Self.request(["manent"], .query, model))
      let dimensions = try Self.vectors(in: result, count: 1, dimensions: nil, plugin: plugin).count
      known = Facts(model: result["model"]?.string ?? "", dimensions: dimensions)
    }
    self.name = name ?? plugin
    self.plugin = plugin
    self.model = model
    self.facts = known
    fingerprint = Self.fingerprint(of: "\(plugin)\n\(known.model)\n\(known.dimensions)")
    self.connection = Mutex(connection)
  }

  private static func request(_ texts: [String], _ purpose: EmbeddingPurpose, _ model: String?) -> JSON {
    var request: JSONObject = ["texts": .array(texts.map { JSON($0) }), "purpose": JSON(purpose.rawValue)]
    if let model { request["model"] = JSON(model) }
    return .object(request)
  }

  /// The vectors of texts, one after another, each brought to unit length.
  public func embed(_ texts: [ArraySlice<UInt8>], purpose: EmbeddingPurpose) throws -> [Float] {
    var vectors: [Float] = []
    vectors.reserveCapacity(texts.count * dimensions)
    for start in stride(from: 0, to: texts.count, by: Self.batch) {
      let some = texts[start..<min(start + Self.batch, texts.count)]
      let request = Self.request(some.map { String(decoding: $0, as: UTF8.self) }, purpose, model)
      let result = try connection.withLock { try $0.call("embed", request) }
      guard result["model"]?.string ?? "" == facts.model,
        result["dimensions"]?.int ?? facts.dimensions == facts.dimensions
      else {
        throw PluginError(
          .protocolViolation, plugin,
          "it does not embed with the model '\(facts.model)' any more; 'manent index rebuild' embeds everything anew")
      }
      let given = try Self.vectors(in: result, count: some.count, dimensions: facts.dimensions, plugin: plugin)
      vectors += Self.filled(given, facts.dimensions, to: dimensions)
    }
    return vectors
  }

  private static func vectors(in result: JSON, count: Int, dimensions: Int?, plugin: String) throws -> [Float] {
    func violation(_ reason: String) -> PluginError { PluginError(.protocolViolation, plugin, reason) }
    var numbers: [Float] = []
    switch result["vectors"] {
    case .array(let rows)?:
      for row in rows {
        guard let row = row.array else { throw violation("'vectors' must be a list of lists") }
        for number in row {
          guard let value = number.double else { throw violation("a vector has something in it that is no number") }
          numbers.append(Float(value))
        }
      }
      guard rows.count == count else { throw violation("it gave \(rows.count) vectors for \(count) texts") }
    case .string(let text)?:
      guard let bytes = Base64.decode(text), bytes.count.isMultiple(of: 4) else {
        throw violation("'vectors' is no base64 of 32-bit floats")
      }
      numbers = bytes.withUnsafeBytes { raw in
        (0..<bytes.count / 4).map {
          Float(bitPattern: UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self)))
        }
      }
    default: throw violation("its answer to 'embed' has no 'vectors'")
    }
    let length = dimensions ?? result["dimensions"]?.int ?? (count > 0 ? numbers.count / count : 0)
    guard (1...65_536).contains(length), numbers.count == count * length else {
      throw violation("its vectors are not of one length")
    }
    guard numbers.allSatisfy(\.isFinite) else { throw violation("a vector has a number that is not finite") }
    return try normalized(numbers, length) { violation("a vector is all zeros") }
  }

  /// Puts zeros behind each vector, which changes no cosine.
  private static func filled(_ numbers: [Float], _ length: Int, to dimensions: Int) -> [Float] {
    if length == dimensions { return numbers }
    let zeros = [Float](repeating: 0, count: dimensions - length)
    return stride(from: 0, to: numbers.count, by: length).flatMap { numbers[$0..<$0 + length] + zeros }
  }

  /// Brings each vector to unit length.
  private static func normalized(_ numbers: [Float], _ length: Int, _ zero: () -> PluginError) throws -> [Float] {
    var numbers = numbers
    for start in stride(from: 0, to: numbers.count, by: length) {
      let norm = numbers[start..<start + length].reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
      guard norm > 0 else { throw zero() }
      for index in start..<start + length { numbers[index] = Float(Double(numbers[index]) / norm) }
    }
    return numbers
  }

  /// 16 bytes of a text: two runs of FNV-1a (64 bits) from different starts.
  private static func fingerprint(of text: String) -> [UInt8] {
    [0xCBF2_9CE4_8422_2325, 0x6C62_272E_07BB_0142].flatMap { (start: UInt64) in
      var hash = Hash64(start: start)
      hash.combine(text)
      return withUnsafeBytes(of: hash.state.littleEndian) { Array($0) }
    }
  }
}
