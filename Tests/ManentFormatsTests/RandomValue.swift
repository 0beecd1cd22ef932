import ManentFormats

/// Values of every kind, small ones more often.
enum RandomValue {
  static func next(depth: Int = 3) -> YAMLValue {
    switch Int.random(in: 0..<(depth > 0 ? 12 : 8)) {
    case 0: .null
    case 1: .bool(.random())
    case 2: .int(Int.random(in: -1000...1000))
    case 3: .double(Double(bitPattern: UInt64.random(in: 0...UInt64.max)))
    case 4...6: .string(RandomText.next())
    case 7: .strings((0..<Int.random(in: 0...3)).map { _ in RandomText.next() })
    case 8, 9: .sequence((0..<Int.random(in: 0...3)).map { _ in next(depth: depth - 1) })
    default: .mapping(entries(depth: depth - 1))
    }
  }

  static func entries(depth: Int = 3) -> [(String, YAMLValue)] {
    (0..<Int.random(in: 0...5)).map { _ in (RandomText.key(), next(depth: depth)) }
  }
}
