/// Makes the tree of nodes from the events, refusing what settings have no use for.
struct YAMLComposer: ~Copyable {
  /// How deeply collections may be nested.
  static let maximumDepth = 64

  private let source: YAMLSource
  private var events: YAMLEventReader
  private var depth = 0
  /// Where a value for an empty document would go: behind an explicit `---`, else at the end.
  private(set) var emptyDocumentEnd: Int

  init(_ source: YAMLSource) throws(YAMLError) {
    self.source = source
    emptyDocumentEnd = source.bytes.count
    events = try YAMLEventReader(source)
  }

  /// The root of the one document; null when there is none.
  mutating func document() throws(YAMLError) -> YAMLNode {
    var event = try events.next()
    guard case .documentStart(let isExplicit) = event.kind else { return emptyNode(at: source.bytes.count) }
    if isExplicit { emptyDocumentEnd = source.nextLineStart(after: event.range.lowerBound) }
    let root = try node(try events.next())
    repeat {
      event = try events.next()
      if case .documentStart = event.kind {
        throw source.error(at: event.range.lowerBound, "a second document in the file is not supported here")
      }
    } while !event.isStreamEnd
    return root
  }

  private mutating func node(_ event: YAMLEvent) throws(YAMLError) -> YAMLNode {
    if event.hasAnchor { throw refusal(of: "anchors", event) }
    if event.hasTag { throw refusal(of: "tags", event) }
    switch event.kind {
    case .scalar(let text, let style): return scalar(text, style, event)
    case .sequenceStart(let isFlow): return try sequence(event, isFlow)
    case .mappingStart(let isFlow): return try mapping(event, isFlow)
    case .alias: throw refusal(of: "aliases", event)
    default: throw source.error(at: event.range.lowerBound, "expected a value")
    }
  }

  private func scalar(_ text: String, _ style: YAMLEvent.ScalarStyle, _ event: YAMLEvent) -> YAMLNode {
    var range = event.range
    if style == .block { range = range.lowerBound..<blockScalarEnd(range) }
    return YAMLNode(
      value: .scalar(text, isPlain: style == .plain), position: source.position(of: range.lowerBound), range: range)
  }

  /// The end of a block scalar without the blank lines after it, unless `+` makes those its own.
  private func blockScalarEnd(_ range: Range<Int>) -> Int {
    let header = source.bytes[range].prefix { $0 != 0x0A && $0 != 0x0D && $0 != UInt8(ascii: "#") }
    if header.contains(UInt8(ascii: "+")) { return range.upperBound }
    let blank: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
    return source.bytes[range].lastIndex { !blank.contains($0) }.map { $0 + 1 } ?? range.upperBound
  }

  private mutating func sequence(_ start: YAMLEvent, _ isFlow: Bool) throws(YAMLError) -> YAMLNode {
    try enter(start)
    var nodes: [YAMLNode] = []
    while true {
      let event = try events.next()
      if case .sequenceEnd = event.kind {
        depth -= 1
        return collection(.sequence(nodes), start, event, isFlow, lastElement: nodes.last)
      }
      nodes.append(try node(event))
    }
  }

  private mutating func mapping(_ start: YAMLEvent, _ isFlow: Bool) throws(YAMLError) -> YAMLNode {
    try enter(start)
    var entries: [(key: YAMLNode, value: YAMLNode)] = []
    var keys: Set<ExactText> = []
    while true {
      let event = try events.next()
      if case .mappingEnd = event.kind {
        depth -= 1
        let last = entries.last.map { $0.value.range.isEmpty ? $0.key : $0.value }
        return collection(.mapping(entries), start, event, isFlow, lastElement: last)
      }
      let key = try node(event)
      guard let text = key.text, !key.range.isEmpty else {
        throw source.error(at: event.range.lowerBound, "a key must be text")
      }
      guard keys.insert(ExactText(text)).inserted else {
        throw source.error(at: key.range.lowerBound, "duplicate key '\(text)'")
      }
      entries.append((key, try node(try events.next())))
    }
  }

  /// A collection; one made by indentation ends with its last element, for libyaml counts the comments after it in.
  private func collection(
    _ value: YAMLNode.Value, _ start: YAMLEvent, _ end: YAMLEvent, _ isFlow: Bool, lastElement: YAMLNode?
  ) -> YAMLNode {
    let lower = start.range.lowerBound
    let upper = isFlow ? end.range.upperBound : lastElement?.range.upperBound ?? lower
    return YAMLNode(
      value: value, position: source.position(of: lower), range: lower..<max(lower, upper), isFlow: isFlow)
  }

  private func emptyNode(at offset: Int) -> YAMLNode {
    YAMLNode(value: .scalar("", isPlain: true), position: source.position(of: offset), range: offset..<offset)
  }

  private mutating func enter(_ start: YAMLEvent) throws(YAMLError) {
    depth += 1
    guard depth <= Self.maximumDepth else { throw source.error(at: start.range.lowerBound, "nested too deeply") }
  }

  private func refusal(of feature: String, _ event: YAMLEvent) -> YAMLError {
    source.error(at: event.range.lowerBound, "\(feature) are not supported here")
  }
}

extension YAMLEvent {
  fileprivate var isStreamEnd: Bool { if case .streamEnd = kind { true } else { false } }
}
