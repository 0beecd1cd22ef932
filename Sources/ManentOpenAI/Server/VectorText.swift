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
}
