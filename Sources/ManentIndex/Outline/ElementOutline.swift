/// Reads JSON: a small object is a unit with its key, and so is each pair of a larger one; keys around it are titles.
struct ElementOutline {
  private let text: TextBytes
  /// The objects and arrays that are open: where each begins with its key, and whether it holds others.
  private var open: [(start: Int, keyEnd: Int?, firstUnit: Int, holdsOthers: Bool, isArray: Bool)] = []

  /// The most bytes of an object that is quoted as one.
  private static let smallest = 400
  /// Sections are made for so many levels; what is deeper stands in the last.
  private static let deepest = 32

  init(_ text: TextBytes) { self.text = text }

  mutating func read(into writer: inout OutlineWriter) {
    var start = 0
    var keyEnd: Int?
    var isQuoted = false
    var index = 0
    while index < text.count {
      let byte = text.bytes[index]
      switch byte {
      case UInt8(ascii: "\\") where isQuoted: index += 1
      case UInt8(ascii: "\""): isQuoted.toggle()
      case 0x0A:
        // No string holds a line feed: one that seems to is damaged.
        isQuoted = false
        if open.isEmpty {
          close(&start, index, &writer)
          keyEnd = nil
        }
      case _ where isQuoted: break
      case UInt8(ascii: ":") where keyEnd == nil: keyEnd = index
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        if !open.isEmpty { open[open.count - 1].holdsOthers = true }
        open.append((start, keyEnd, writer.units.count, false, byte == UInt8(ascii: "[")))
        if let keyEnd, open.count <= Self.deepest {
          writer.begin(level: open.count, title: text.trimmed(start..<keyEnd))
        } else if open.count <= Self.deepest {
          writer.begin(level: open.count, title: start..<start)
        }
        (start, keyEnd) = (index + 1, nil)
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        close(&start, index, &writer)
        endElement(at: index + 1, &writer)
        (start, keyEnd) = (index + 1, nil)
      case UInt8(ascii: ","):
        close(&start, index, &writer)
        (start, keyEnd) = (index + 1, nil)
      default: break
      }
      index += 1
    }
    close(&start, text.count, &writer)
  }

  private func close(_ start: inout Int, _ end: Int, _ writer: inout OutlineWriter) {
    if start < end { writer.add(.record, start..<end) }
    start = end + 1
  }

  private mutating func endElement(at end: Int, _ writer: inout OutlineWriter) {
    guard let element = open.popLast() else { return }
    if open.count < Self.deepest { writer.end(downTo: open.count + 1) }
    // An object in another is one thing, as a row is, if it is small and holds no other.
    let range = text.trimmed(element.start..<end)
    let isRecord = !open.isEmpty && !element.holdsOthers && range.count <= Self.smallest
    let isList = element.isArray && !element.holdsOthers && range.count <= Self.smallest
    if isRecord || isList {
      writer.removeUnits(from: element.firstUnit)
      writer.add(.record, range)
      writer.endBlock()
    }
  }
}

extension OutlineWriter {
  /// Takes back the units from one on.
  mutating func removeUnits(from first: Int) {
    if first < units.count { truncate(first) }
  }
}
