extension String {
  /// Where another text begins in this one, in bytes.
  package func range(of other: String) -> Range<Int>? {
    let (text, sought) = (Array(utf8), Array(other.utf8))
    guard !sought.isEmpty, sought.count <= text.count else { return nil }
    for start in 0...text.count - sought.count where text[start] == sought[0] {
      if text[start..<start + sought.count].elementsEqual(sought) { return start..<start + sought.count }
    }
    return nil
  }
}
