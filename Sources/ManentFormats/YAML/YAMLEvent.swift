/// One step of reading a YAML text.
struct YAMLEvent {
  enum Kind {
    case documentStart(isExplicit: Bool)
    case documentEnd
    case scalar(String, ScalarStyle)
    case alias
    case sequenceStart(isFlow: Bool)
    case sequenceEnd
    case mappingStart(isFlow: Bool)
    case mappingEnd
    /// The end of the stream; nothing comes after it.
    case streamEnd
  }

  enum ScalarStyle {
    case plain, quoted, block
  }

  var kind: Kind
  /// The bytes it was read from. For the end of a collection made by indentation it may lie far behind the last
  /// element.
  var range: Range<Int>
  var hasAnchor = false
  var hasTag = false
}
