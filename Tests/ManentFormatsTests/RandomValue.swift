import ManentFormats
import TestSupport

/// Values of every kind, small ones more often.
enum RandomValue {
  static func next(depth: Int = 3, using random: inout SeededGenerator) -> YAMLValue {
    switch Int.random(in: 0..<(depth > 0 ? 12 : 8), using: &random) {
    case 0: .null
    case 1: .bool(.random(using: &random))
    case 2: .int(Int.random(in: -1000...1000, using: &random))
    case 3: .double(Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &random)))
    case 4...6: .string(RandomText.next(using: &random))
    case 7: .strings((0..<Int.random(in: 0...3, using: &random)).map { _ in RandomText.next(using: &random) })
    case 8, 9:
      .sequence((0..<Int.random(in: 0...3, using: &random)).map { _ in next(depth: depth - 1, using: &random) })
    default: .mapping(entries(depth: depth - 1, using: &random))
    }
  }

  static func entries(depth: Int = 3, using random: inout SeededGenerator) -> [(String, YAMLValue)] {
    (0..<Int.random(in: 0...5, using: &random)).map { _ in
      (RandomText.key(using: &random), next(depth: depth, using: &random))
    }
  }
}
