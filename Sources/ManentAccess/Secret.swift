/// Words that prove who somebody is.
public enum Secret {
  /// 256 random bits as 64 hexadecimal digits, after a word that says what they are.
  ///
  /// - Parameter prefix: the word, so that scanners for leaked credentials know it.
  public static func make(prefix: String = "") -> String {
    var generator = SystemRandomNumberGenerator()
    return prefix + (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }.hexadecimal
  }

  /// A short random name, for what is no secret.
  static func name() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<4).map { _ in UInt8.random(in: 0...255, using: &generator) }.hexadecimal
  }

  /// Whether two texts are the same; takes as long wherever they differ.
  static func areSame(_ left: String, _ right: String) -> Bool {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
