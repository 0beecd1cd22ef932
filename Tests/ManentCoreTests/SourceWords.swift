/// The types that a source file declares at its outermost level, and the types that it names.
///
/// Comments and texts are passed over, and what stands behind a dot: it is a member of something.
struct SourceWords {
  private(set) var declared: Set<String> = []
  private(set) var named: Set<String> = []

  private static let declarations: Set<String> = ["struct", "enum", "class", "protocol", "actor", "typealias"]

  init(_ text: String) {
    var scanner = Scanner(Array(text.utf8))
    var before: Scanner.Word?
    while let word = scanner.next() {
      defer { before = word }
      guard word.text.first?.isUppercase == true else { continue }
      if let before, Self.declarations.contains(before.text), before.isOutermost {
        declared.insert(word.text)
      } else if !word.isMember {
        named.insert(word.text)
      }
    }
  }
}

extension SourceWords {
  /// Finds the words of Swift in the bytes of a file.
  private struct Scanner {
    struct Word {
      var text: String
      /// Whether a dot stands before it.
      var isMember: Bool
      /// Whether its line begins at the margin.
      var isOutermost: Bool
    }

    private let bytes: [UInt8]
    private var place = 0
    private var isOutermost = true

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> Word? {
      while place < bytes.count {
        let byte = bytes[place]
        switch byte {
        case UInt8(ascii: "\n"):
          place += 1
          isOutermost = place < bytes.count && bytes[place] != UInt8(ascii: " ")
        case UInt8(ascii: "/") where starts("//"): skip(to: "\n", inclusive: false)
        case UInt8(ascii: "/") where starts("/*"): skip(to: "*/")
        case UInt8(ascii: "#") where starts("#\"\"\""): skip(to: "\"\"\"#", after: 4)
        case UInt8(ascii: "#") where starts("#\""): skip(to: "\"#", after: 2)
        case UInt8(ascii: "#") where starts("#/"): skip(to: "/#", after: 2)
        case UInt8(ascii: "\"") where starts("\"\"\""): skip(to: "\"\"\"", after: 3)
        case UInt8(ascii: "\""): skipText()
        case _ where Self.isLetter(byte):
          let start = place
          while place < bytes.count, Self.isLetter(bytes[place]) { place += 1 }
          return Word(
            text: String(decoding: bytes[start..<place], as: UTF8.self),
            isMember: start > 0 && bytes[start - 1] == UInt8(ascii: "."), isOutermost: isOutermost)
        default: place += 1
        }
      }
      return nil
    }

    private func starts(_ text: StaticString) -> Bool {
      guard bytes.count - place >= text.utf8CodeUnitCount else { return false }
      for index in 0..<text.utf8CodeUnitCount where bytes[place + index] != text.utf8Start[index] { return false }
      return true
    }

    private mutating func skip(to end: StaticString, after start: Int = 2, inclusive: Bool = true) {
      place += start
      while place < bytes.count, !starts(end) { place += 1 }
      if inclusive { place += end.utf8CodeUnitCount }
    }

    private mutating func skipText() {
      place += 1
      while place < bytes.count, bytes[place] != UInt8(ascii: "\""), bytes[place] != UInt8(ascii: "\n") {
        place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
      }
      if place < bytes.count, bytes[place] == UInt8(ascii: "\"") { place += 1 }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
      default: byte >= 0x80
      }
    }
  }
}
