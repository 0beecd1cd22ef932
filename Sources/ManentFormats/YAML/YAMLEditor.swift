/// Finds which bytes of a document must change so that a key has another value.
struct YAMLEditor {
  typealias Entry = (key: YAMLNode, value: YAMLNode)

  let document: YAMLDocument
  /// Whether text of several lines may become a block, and a comment stay in its column. They may not where the comment
  /// would then be taken for a part of the block above it.
  let trustsComments: Bool
  /// Whether a new key comes before one that is there.
  let precedes: (_ new: [String], _ other: [String]) -> Bool
  var source: YAMLSource { document.source }
  var bytes: [UInt8] { document.source.bytes }

  func edits(setting value: YAMLValue?, at path: [String]) throws(YAMLError) -> [YAMLTextEdit] {
    guard var key = path.first else { throw source.error(at: source.start, "no key is named") }
    if document.root.isNull { return emptyDocumentEdits(value, at: path) }
    var mapping = document.root
    for (index, step) in path.enumerated() {
      guard let entries = mapping.entries else {
        let subject = index == 0 ? "the document" : "'\(key)'"
        throw source.error(at: mapping.range.lowerBound, "\(subject) must be a mapping")
      }
      key = step
      let rest = path[(index + 1)...]
      guard let position = entries.firstIndex(where: { ExactText($0.key.text ?? "") == ExactText(key) }) else {
        return value.map { adding(nested($0, rest), for: Array(path[...index]), to: mapping) } ?? []
      }
      let entry = entries[position]
      if rest.isEmpty || entry.value.isNull {
        if let value { return try replacing(entry, with: nested(value, rest), in: mapping) }
        return rest.isEmpty ? try removing(position, from: mapping, at: path) : []
      }
      mapping = entry.value
    }
    return []
  }

  private func nested(_ value: YAMLValue, _ path: ArraySlice<String>) -> YAMLValue {
    path.reversed().reduce(value) { .mapping([($1, $0)]) }
  }

  private func emptyDocumentEdits(_ value: YAMLValue?, at path: [String]) -> [YAMLTextEdit] {
    guard let value else { return [] }
    let text = lines(path[0], nested(value, path[1...]), indentation: 0)
    let root = document.root.range
    if !root.isEmpty { return [YAMLTextEdit(range: root, text: String(text.dropLast(source.lineEnd.count)))] }
    return [insertion(ofLines: text, at: document.emptyDocumentEnd)]
  }

  // MARK: Adding

  private func adding(_ value: YAMLValue, for path: [String], to mapping: YAMLNode) -> [YAMLTextEdit] {
    let entries = mapping.entries ?? []
    let key = path.last ?? ""
    guard let first = entries.first else {
      let start = mapping.range.lowerBound + 1
      return [YAMLTextEdit(range: start..<start, text: YAMLWriter.flowEntry(key, value))]
    }
    let position = entries.firstIndex { precedes(path, path.dropLast() + [$0.key.text ?? ""]) } ?? entries.count
    // Behind the entry above: the comments between two entries belong to the lower one.
    let end = position > 0 ? end(of: entries[position - 1]) : first.key.range.lowerBound
    if mapping.isFlow {
      let entry = YAMLWriter.flowEntry(key, value)
      return [YAMLTextEdit(range: end..<end, text: position > 0 ? ", " + entry : entry + ", ")]
    }
    let text = lines(key, value, indentation: first.key.position.column - 1)
    let line = position > 0 ? source.nextLineStart(after: max(end - 1, source.start)) : source.lineStart(of: end)
    return [insertion(ofLines: text, at: line)]
  }

  /// The lines of an entry of a block mapping.
  private func lines(_ key: String, _ value: YAMLValue, indentation: Int) -> String {
    let indent = String(repeating: " ", count: indentation)
    let written = entryValue(value, indentation: indentation + 2)
    let start = YAMLWriter.entryStart(key, inFlow: false, separator: source.lineEnd + indent)
    return ([indent + start + " " + written.head] + written.blockLines).map { $0 + source.lineEnd }.joined()
  }

  /// Lines put where a line begins, or behind a last line that lacks its end.
  private func insertion(ofLines text: String, at offset: Int) -> YAMLTextEdit {
    let isLineStart = offset <= source.start || bytes[offset - 1] == 0x0A || bytes[offset - 1] == 0x0D
    return YAMLTextEdit(range: offset..<offset, text: isLineStart ? text : source.lineEnd + text)
  }

  private func entryValue(_ value: YAMLValue, indentation: Int) -> (head: String, blockLines: [String]) {
    trustsComments
      ? YAMLWriter.entryValue(value, indentation: indentation) : (YAMLWriter.inline(value, inFlow: false), [])
  }

  // MARK: Replacing

  private func replacing(
    _ entry: Entry, with value: YAMLValue, in mapping: YAMLNode
  ) throws(YAMLError) -> [YAMLTextEdit] {
    let written: (head: String, blockLines: [String]) =
      mapping.isFlow
      ? (YAMLWriter.inline(value, inFlow: true), [])
      : entryValue(value, indentation: entry.key.position.column + 1)
    let old = entry.value.range
    let headEdit: YAMLTextEdit
    var edits: [YAMLTextEdit] = []
    if old.isEmpty || isOnLinesBelow(entry) {
      headEdit = try headInsertion(written.head, entry, mapping)
      if !old.isEmpty { edits.append(YAMLTextEdit(range: wholeLines(of: old), text: "")) }
    } else {
      headEdit = YAMLTextEdit(range: old, text: written.head)
    }
    if !written.blockLines.isEmpty {
      let headEnd = headEdit.range.upperBound
      let text = written.blockLines.map { $0 + source.lineEnd }.joined()
      let lineStart = source.nextLineStart(after: max(headEnd - 1, source.start))
      edits.append(insertion(ofLines: text, at: lineStart))
    }
    return [headEdit] + edits
  }

  private func headInsertion(_ head: String, _ entry: Entry, _ mapping: YAMLNode) throws(YAMLError) -> YAMLTextEdit {
    if let colon = colonEnd(of: entry) { return YAMLTextEdit(range: colon..<colon, text: " " + head) }
    guard mapping.isFlow else {
      throw source.error(at: entry.key.range.lowerBound, "a key written with '?' cannot be given a value here")
    }
    let end = entry.key.range.upperBound
    return YAMLTextEdit(range: end..<end, text: ": " + head)
  }

  /// Whether the value is a collection made by indentation that begins below its key's line.
  private func isOnLinesBelow(_ entry: Entry) -> Bool {
    let isBlock = entry.value.text == nil && !entry.value.isFlow
    guard isBlock, let colon = colonEnd(of: entry) else { return false }
    return source.lineIndex(of: colon - 1) < source.lineIndex(of: entry.value.range.lowerBound)
  }

  // MARK: Removing

  private func removing(_ position: Int, from mapping: YAMLNode, at path: [String]) throws(YAMLError) -> [YAMLTextEdit]
  {
    let entries = mapping.entries ?? []
    let entry = entries[position]
    if entries.count == 1, mapping.isFlow { return [YAMLTextEdit(range: mapping.range, text: "{}")] }
    if entries.count == 1, path.count > 1 { return try edits(setting: .mapping([]), at: path.dropLast()) }
    let start = entry.key.range.lowerBound
    if !mapping.isFlow {
      let lines = wholeLines(of: start..<end(of: entry))
      return [YAMLTextEdit(range: lines, text: "")]
        + (trustsComments ? [] : outdents(ofCommentsAt: lines.upperBound, of: entry))
    }
    if position + 1 < entries.count {
      return [YAMLTextEdit(range: start..<entries[position + 1].key.range.lowerBound, text: "")]
    }
    return [YAMLTextEdit(range: end(of: entries[position - 1])..<end(of: entry), text: "")]
  }

  /// Moves the comments behind an entry to the column of its key.
  private func outdents(ofCommentsAt offset: Int, of entry: Entry) -> [YAMLTextEdit] {
    let column = entry.key.position.column - 1
    var edits: [YAMLTextEdit] = []
    var start = offset
    while start < bytes.count {
      let end = source.lineContentEnd(of: start)
      let text = bytes[start..<end].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? end
      guard text == end || bytes[text] == UInt8(ascii: "#") else { break }
      if text - start > column { edits.append(YAMLTextEdit(range: start + column..<text, text: "")) }
      start = source.nextLineStart(after: start)
    }
    return edits
  }

  // MARK: Places

  /// The lines that a range lies on, with their ends.
  private func wholeLines(of range: Range<Int>) -> Range<Int> {
    source.lineStart(of: range.lowerBound)..<source.nextLineStart(after: range.upperBound - 1)
  }

  /// Where an entry ends: behind its value or, when that is left out, behind its colon.
  private func end(of entry: Entry) -> Int {
    entry.value.range.isEmpty ? colonEnd(of: entry) ?? entry.key.range.upperBound : entry.value.range.upperBound
  }

  /// The offset behind the colon on the key's line; a key written with `?` may have none there.
  private func colonEnd(of entry: Entry) -> Int? {
    var offset = entry.key.range.upperBound
    while offset < bytes.count, bytes[offset] == 0x20 || bytes[offset] == 0x09 { offset += 1 }
    return offset < bytes.count && bytes[offset] == UInt8(ascii: ":") ? offset + 1 : nil
  }
}
