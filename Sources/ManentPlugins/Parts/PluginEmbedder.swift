import ManentCore
import ManentFormats
import ManentIndex
import Synchronization

/// An embedder that is a plugin.
public final class PluginEmbedder: Embedder {
  /// The plugin's name.
  public let name: String
  /// The length of its vectors.
  public let dimensions: Int
  /// Of the plugin's name, model and dimensions: the same text gets another vector from another model.
  public let fingerprint: [UInt8]
  /// One conversation, which threads take turns at.
  private let connection: Mutex<PluginConnection>

  /// How many texts are sent at once.
  static let batch = 64

  /// An embedder over a connection; a word is embedded to learn the length of its vectors.
  public init(_ connection: sending PluginConnection) throws {
    let name = connection.manifest.name
    let result = try connection.call("embed", ["texts": ["manent"], "purpose": "query"])
    let dimensions = try Self.vectors(in: result, count: 1, dimensions: nil, plugin: name).count
    let model = result["model"]?.string ?? ""
    self.name = name
    self.dimensions = dimensions
    fingerprint = Self.fingerprint(of: "\(name)\n\(model)\n\(dimensions)")
    self.connection = Mutex(connection)
  }

  /// The vectors of texts, one after another, each brought to unit length.
  public func embed(_ texts: [ArraySlice<UInt8>], purpose: EmbeddingPurpose) throws -> [Float] {
    var vectors: [Float] = []
    vectors.reserveCapacity(texts.count * dimensions)
    for start in stride(from: 0, to: texts.count, by: Self.batch) {
      let some = texts[start..<min(start + Self.batch, texts.count)]
      let request: JSON = [
        "texts": .array(some.map { JSON(String(decoding: $0, as: UTF8.self)) }), "purpose": JSON(purpose.rawValue),
      ]
      let result = try connection.withLock { try $0.call("embed", request) }
      vectors += try Self.vectors(in: result, count: some.count, dimensions: dimensions, plugin: name)
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
