/// The marks inside a paragraph: code in backticks, strong text in asterisks, addresses, references to sources.
struct HTMLInline {
  /// How many sources there are to refer to.
  let sources: Int
  /// What the ids of the sources begin with.
  let anchor: String

  /// Appends a paragraph's text.
  func append(_ text: [UInt8], to output: inout [UInt8]) {
    var position = 0
    var plain = 0
    var isStrong = false
    var lastBacktick: [Int: Bool] = [:]
    func flush(_ output: inout [UInt8]) { HTMLText.append(text[plain..<position], to: &output) }
    while position < text.count {
      switch text[position] {
      case UInt8(ascii: "`"):
        let length = run(text, position)
        if length <= 32, lastBacktick[length] != false, let end = closing(text, position + length, length) {
          flush(&output)
          output += "<code>".utf8
          HTMLText.append(text[(position + length)..<end], to: &output)
          output += "</code>".utf8
          position = end + length
          plain = position
        } else {
          // None of this length closes here, so none further on does.
          lastBacktick[length] = false
          position += length
        }
      case UInt8(ascii: "*") where run(text, position) == 2:
        if isStrong || hasStrongEnd(text, position + 2) {
          flush(&output)
          output += (isStrong ? "</strong>" : "<strong>").utf8
          isStrong.toggle()
          plain = position + 2
        }
        position += 2
      case UInt8(ascii: "["):
        if let (number, end) = reference(text, position) {
          flush(&output)
          output += "<a class=\"ref\" href=\"#\(anchor)-s\(number)\">[\(number)]</a>".utf8
          position = end
          plain = position
        } else {
          position += 1
        }
      case UInt8(ascii: "h"):
        if let end = address(text, position) {
          flush(&output)
          output += "<a rel=\"noopener noreferrer\" href=\"".utf8
          HTMLText.append(text[position..<end], to: &output)
          output += "\">".utf8
          HTMLText.append(text[position..<end], to: &output)
          output += "</a>".utf8
          position = end
          plain = position
        } else {
          position += 1
        }
      default: position += 1
      }
    }
    flush(&output)
    if isStrong { output += "</strong>".utf8 }
  }

  /// How many of the byte at a position follow each other.
  private func run(_ text: [UInt8], _ start: Int) -> Int {
    var end = start
    while end < text.count, text[end] == text[start] { end += 1 }
    return end - start
  }

  private func closing(_ text: [UInt8], _ start: Int, _ length: Int) -> Int? {
    var position = start
    while position < text.count {
      guard text[position] == UInt8(ascii: "`") else {
        position += 1
        continue
      }
      let count = run(text, position)
      if count == length { return position }
      position += count
    }
    return nil
  }

  /// Whether two asterisks close what two open, in the same line and before long.
  private func hasStrongEnd(_ text: [UInt8], _ start: Int) -> Bool {
    var position = start
    guard start < text.count, text[start] != 0x20, text[start] != 0x0A else { return false }
    while position + 1 < min(text.count, start + 500), text[position] != 0x0A, text[position] != UInt8(ascii: "`") {
      if text[position] == UInt8(ascii: "*"), text[position + 1] == UInt8(ascii: "*") { return position > start }
      position += 1
    }
    return false
  }

  /// `[12]`, when there is such a source.
  private func reference(_ text: [UInt8], _ start: Int) -> (number: Int, end: Int)? {
    var (number, position) = (0, start + 1)
    while position < text.count, (0x30...0x39).contains(text[position]), position < start + 6 {
      number = number * 10 + Int(text[position] - 0x30)
      position += 1
    }
    guard position < text.count, text[position] == UInt8(ascii: "]"), (1...max(1, sources)).contains(number),
      sources > 0
    else { return nil }
    return (number, position + 1)
  }

  /// The end of a web address that begins at a position, without the marks that end a sentence.
  private func address(_ text: [UInt8], _ start: Int) -> Int? {
    guard start == 0 || !isWord(text[start - 1]) else { return nil }
    let schemes = ["https://", "http://"].map { Array($0.utf8) }
    guard let scheme = schemes.first(where: { text[start...].starts(with: $0) }) else { return nil }
    var end = start + scheme.count
    while end < text.count, text[end] > 0x20, text[end] != 0x7F, !"<>\"'`\\^{}|*".utf8.contains(text[end]) { end += 1 }
    while end > start + scheme.count, ".,;:!?)]".utf8.contains(text[end - 1]) { end -= 1 }
    return end > start + scheme.count ? end : nil
  }

  private func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
