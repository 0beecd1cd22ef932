/// Texts in which long words go on in the next line.
///
/// A word goes on where a line ends and the next begins with characters of keys, one of the two pieces is as mixed as keys
/// are, and neither is a word of a language. Quotes, signs of continuation and marks of comments between the pieces belong
/// to the way of writing.
struct WrappedText {
  private let bytes: UnsafeRawBufferPointer
  private let text: TextWindow

  /// The text; valid during the scan only.
  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    text = TextWindow(bytes)
  }

  /// Copies of the lines that belong together, joined: all of a group, and each few of a short one, since a credential
  /// may end where the next line seems to go on.
  func copies() -> [TextCopy] {
    groups().flatMap { joins in
      let all = [copy(joins[...])]
      guard joins.count > 1, joins.count <= Self.longestGroup else { return all }
      return all
        + joins.indices.flatMap { first in
          (1...Self.longestWindow).compactMap { count in
            first + count <= joins.count ? copy(joins[first..<first + count]) : nil
          }
        }
    }
  }

  /// A place where a word goes on in the next line: where its first piece ends, and where its second begins.
  private typealias Join = (end: Int, start: Int)

  /// The joins, those of lines that follow each other together.
  private func groups() -> [[Join]] {
    var groups: [[Join]] = []
    var position = 0
    while let lineEnd = lineFeed(from: position) {
      position = lineEnd + 1
      guard let join = join(at: lineEnd) else { continue }
      if let last = groups.last?.last, join.end > last.start, join.end - last.start <= Self.reach {
        groups[groups.count - 1].append(join)
      } else {
        groups.append([join])
      }
    }
    return groups
  }

  /// The lines around joins, without what stands between the pieces.
  private func copy(_ joins: ArraySlice<Join>) -> TextCopy {
    var copy = TextCopy()
    var rest = joins.first.map { text.start(ofLineAt: $0.end, limit: Self.reach) } ?? 0
    for join in joins {
      copy.append(bytes, rest..<join.end)
      rest = join.start
    }
    var end = rest
    while end < min(bytes.count, rest + Self.reach), bytes[end] != UInt8(ascii: "\n") { end += 1 }
    copy.append(bytes, rest..<end)
    return copy
  }

  /// Where the word before a line feed ends and goes on behind it.
  private func join(at lineEnd: Int) -> Join? {
    var end = text.start(of: .space, before: lineEnd, limit: 8)
    end = text.start(of: Self.continuation, before: end, limit: 3)
    end = text.start(of: .space, before: end, limit: 3)
    end = text.start(of: .quotes, before: end, limit: 2)
    var start = text.skip(.space, from: lineEnd + 1, limit: 40)
    start = text.skip(Self.marks, from: start, limit: 3)
    start = text.skip(.blanks, from: start, limit: 40)
    start = text.skip(.quotes, from: start, limit: 2)
    let first = text.start(of: Self.piece, before: end, limit: Self.reach)..<end
    let second = start..<text.end(of: Self.piece, from: start, limit: Self.reach)
    guard !first.isEmpty, !second.isEmpty, isPiece(first) || isPiece(second), !isWord(second) else { return nil }
    // A word that ends in a hyphen may be the prefix of a key, which goes on with what no word is.
    guard !isWord(first) || text[end - 1] == UInt8(ascii: "-") && isPiece(second) else { return nil }
    return (end, start)
  }

  /// Whether characters are as mixed as those of keys: digits among letters, or capitals within words.
  private func isPiece(_ range: Range<Int>) -> Bool {
    guard range.count >= 6 else { return false }
    var (letters, digits) = (false, false)
    for byte in text[range] {
      if Alphabet.decimal.contains(byte) {
        digits = true
      } else if Alphabet.alphanumeric.contains(byte) {
        letters = true
      }
    }
    return letters && digits || range.count >= 12 && Variety.isPassword(text[range])
  }

  /// Whether characters are written as a word of a language is: letters alone, small ones behind the first.
  private func isWord(_ range: Range<Int>) -> Bool {
    let letters = text[range].prefix { Alphabet.letters.contains($0) }
    let rest = text[range].dropFirst(letters.count)
    return letters.dropFirst().allSatisfy { $0.lowered == $0 } && rest.allSatisfy { Self.stops.contains($0) }
  }

  private func lineFeed(from position: Int) -> Int? {
    guard position < bytes.count else { return nil }
    return bytes[position...].firstIndex(of: UInt8(ascii: "\n"))
  }

  /// How far a credential goes on in a line.
  private static let reach = 512
  /// How many joins a group may have whose parts are looked at one by one, and how many joins such a part has.
  private static let longestGroup = 64
  private static let longestWindow = 3
  private static let piece = Alphabet(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.+/:@")
  private static let stops = Alphabet(".:-")
  private static let continuation = Alphabet("\\+=&")
  private static let marks = Alphabet("+>#*|/")
}
