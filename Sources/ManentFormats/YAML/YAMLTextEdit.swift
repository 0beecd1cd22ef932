/// A change of some bytes of a text.
struct YAMLTextEdit {
  /// The bytes to replace; empty to insert.
  var range: Range<Int>
  /// What to put in their place.
  var text: String

  /// The text with edits made that do not overlap; an insertion may touch a replacement that begins there.
  static func apply(_ edits: [YAMLTextEdit], to bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    let backwards = edits.sorted {
      ($0.range.lowerBound, $0.range.upperBound) > ($1.range.lowerBound, $1.range.upperBound)
    }
    for edit in backwards {
      result.replaceSubrange(edit.range, with: Array(edit.text.utf8))
    }
    return result
  }
}
