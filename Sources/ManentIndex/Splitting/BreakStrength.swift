/// How good a place is for cutting, from the poorest to the best.
enum BreakStrength: UInt8, Comparable {
  case word, sentence, line, paragraph, declaration, heading

  static func < (left: BreakStrength, right: BreakStrength) -> Bool { left.rawValue < right.rawValue }
}
