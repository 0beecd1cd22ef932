/// Reading around a stop.
extension StopRules {
  /// Past the run of stops that begins at `index`: `?!`, `...`, `。。`.
  func stopsEnd(_ index: Int) -> Int {
    var end = index
    while end < unit.upperBound {
      let scalar = text.scalar(at: end)
      let isStop = scalar.value == 0x2E || scalar.value == 0x21 || scalar.value == 0x3F || scalar.value == 0x2026
      guard isStop || Script.isFullStop(scalar.value) else { break }
      end += scalar.length
    }
    return end
  }

  func closersEnd(_ index: Int) -> Int {
    var end = index
    while end < unit.upperBound {
      let scalar = text.scalar(at: end)
      guard Script.isCloser(scalar.value) else { break }
      end += scalar.length
    }
    return end
  }

  /// Past the marks of footnotes, as encyclopedias write them: `[12][a]`.
  func notesEnd(_ index: Int) -> Int {
    var end = index
    while text[end] == UInt8(ascii: "["), end < unit.upperBound {
      var close = end + 1
      while close - end <= 4, isASCIIDigit(text[close]) || isASCIILetter(text[close]) { close += 1 }
      guard text[close] == UInt8(ascii: "]"), close < unit.upperBound else { break }
      end = close + 1
    }
    return end
  }

  /// The first position from `index` that is neither white space nor an opening quote or bracket.
  func firstLetter(from index: Int) -> Int {
    var index = index
    while index < unit.upperBound {
      let blank = text.blankWidth(at: index, to: unit.upperBound)
      let scalar = text.scalar(at: index)
      guard blank > 0 || Script.isOpener(scalar.value) else { break }
      index += max(blank, scalar.length)
    }
    return index
  }

  /// The word that ends at the stop, with the stops inside it: `Dr`, `e.g`, `U.S`; empty when there is none.
  func wordBefore(_ stop: Int) -> Range<Int> {
    var start = stop
    // Nothing longer than this is an abbreviation.
    while start > unit.lowerBound, stop - start < 24 {
      let byte = text[start - 1]
      guard byte >= 0x80 || isASCIILetter(byte) || isASCIIDigit(byte) || byte == UInt8(ascii: ".") else { break }
      if byte >= 0x80 {
        let scalar = text.scalar(before: start, from: unit.lowerBound)
        guard Script.isWordLike(scalar.value) || Script.isUnstopped(scalar.value) || scalar.value == 0xA7 else { break }
        start -= scalar.length
      } else {
        start -= 1
      }
    }
    return start..<stop
  }

  func wordAt(_ index: Int) -> Range<Int> {
    var end = index
    while end < range.upperBound, end - index < 24, text[end] >= 0x80 || isASCIILetter(text[end]) { end += 1 }
    return index..<end
  }

  func isNumber(_ word: Range<Int>) -> Bool { word.allSatisfy { isASCIIDigit(text[$0]) } }

  func isRoman(_ word: Range<Int>) -> Bool {
    word.allSatisfy { text[$0] == 0x49 || text[$0] == 0x56 || text[$0] == 0x58 }
  }

  /// Whether the word is written like `U.S`, `p.m` or `Ph.D`: stops between parts of one or two letters.
  func isDotted(_ word: Range<Int>) -> Bool {
    var part = 0
    var stops = 0
    for index in word {
      let byte = text[index]
      if byte == UInt8(ascii: ".") {
        stops += 1
        part = 0
      } else {
        guard !isASCIIDigit(byte) else { return false }
        if byte & 0xC0 != 0x80 { part += 1 }
        if part > 2 { return false }
      }
    }
    return stops > 0
  }

  func scalarCount(_ word: Range<Int>) -> Int {
    word.reduce(0) { $0 + (text[$1] & 0xC0 == 0x80 ? 0 : 1) }
  }

  func isDigit(_ scalar: UInt32) -> Bool {
    (scalar >= 0x30 && scalar <= 0x39) || (scalar >= 0xFF10 && scalar <= 0xFF19)
  }

  /// The particles と, っ, な, の, は, が, を, に, で, も.
  func carriesOn(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3068, 0x3063, 0x306A, 0x306E, 0x306F, 0x304C, 0x3092, 0x306B, 0x3067, 0x3082: true
    default: false
    }
  }
}
