/// A start or end tag as it stands in a page.
struct HTMLTag {
  /// The element's name in lower case.
  var name: String
  var isEnd: Bool
  /// Whether it closes itself with a slash, which only elements of SVG and MathML obey.
  var isSelfClosing = false
  /// The bytes between the name and the end of the tag.
  var attributes: Range<Int>
}
