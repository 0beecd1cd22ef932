import ManentCore

/// Vectors as the plugin protocol carries them.
enum VectorText {
  /// The base64 of 32-bit floats, little-endian, one vector after another.
  static func encode(_ vectors: [[Float]]) -> String {
    Base64.encode(
      vectors.flatMap { vector in
        vector.flatMap { number in withUnsafeBytes(of: number.bitPattern.littleEndian, Array.init) }
      })
  }

  /// The vector of which that is the text; `nil` when it is none.
  static func decode(_ text: String) -> [Float]? {
    guard let bytes = Base64.decode(text), bytes.count.isMultiple(of: 4) else { return nil }
    let values = stride(from: 0, to: bytes.count, by: 4).map { start in
      Float(bitPattern: bytes[start..<(start + 4)].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
    }
    return values.allSatisfy(\.isFinite) ? values : nil
  }
}
