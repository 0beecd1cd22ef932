internal import CYAML

/// Reads the events of a YAML text through libyaml; with `YAMLEventReader+event.swift` the only code that knows it.
struct YAMLEventReader: ~Copyable {
  /// On the heap, as libyaml keeps a pointer to it inside itself.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  /// A copy of the text that lives as long as the parser which points into it.
  private let input: UnsafeMutableBufferPointer<UInt8>
  private let source: YAMLSource
  /// The offset of each character, as libyaml counts characters; `nil` when all are one byte long.
  private let offsets: [Int]?

  init(_ source: YAMLSource) throws(YAMLError) {
    let text = source.bytes[source.start...]
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      throw Self.outOfMemory(source)
    }
    self.parser = parser
    self.source = source
    input = .allocate(capacity: text.count)
    _ = input.initialize(from: text)
    let isASCII = text.allSatisfy { $0 < 0x80 }
    offsets = isASCII ? nil : text.indices.filter { text[$0] & 0xC0 != 0x80 } + [text.endIndex]
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, input.baseAddress, input.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
    input.deallocate()
  }

  /// The next event; after the end of the stream there is none to ask for.
  mutating func next() throws(YAMLError) -> YAMLEvent {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
    defer { yaml_event_delete(&event) }
    // The start of the stream says nothing but the encoding, which is known.
    if event.type == YAML_STREAM_START_EVENT { return try next() }
    let start = offset(of: event.start_mark)
    let range = start..<max(start, offset(of: event.end_mark))
    guard let result = YAMLEvent(event, range: range) else {
      throw source.error(at: start, "libyaml reports something unknown (event \(event.type.rawValue))")
    }
    return result
  }

  private func offset(of mark: yaml_mark_t) -> Int {
    let index = Int(clamping: mark.index)
    return min(offsets.map { $0[min(index, $0.count - 1)] } ?? source.start + index, source.bytes.count)
  }

  /// The error that stopped libyaml, at the place where a person would look for its cause.
  private func failure() -> YAMLError {
    let problem = parser.pointee.problem.map { String(cString: $0) } ?? "unreadable"
    if parser.pointee.error == YAML_READER_ERROR {
      let offset = source.start + Int(clamping: parser.pointee.problem_offset)
      return source.error(at: min(offset, source.bytes.count), problem)
    }
    if parser.pointee.error == YAML_MEMORY_ERROR { return Self.outOfMemory(source) }
    let place = offset(of: parser.pointee.problem_mark)
    guard let context = parser.pointee.context.map({ String(cString: $0) }) else {
      return source.error(at: place, Self.clearer(problem, at: place, in: source))
    }
    let isAtEnd = source.bytes[place...].allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D }
    let shown = isAtEnd ? offset(of: parser.pointee.context_mark) : place
    return source.error(at: shown, Self.clearer(problem, context, at: place, in: source))
  }

  private static func outOfMemory(_ source: YAMLSource) -> YAMLError {
    source.error(at: source.start, "not enough memory to read the file")
  }

  /// libyaml's words, or ours for the slips that people make most.
  private static func clearer(_ problem: String, _ context: String = "", at place: Int, in source: YAMLSource) -> String
  {
    let byte = place < source.bytes.count ? source.bytes[place] : 0
    switch problem {
    case _ where byte == 0x09 && (problem.contains("tab") || problem.contains("cannot start any token")):
      return "a tab cannot indent; use spaces"
    case "found character that cannot start any token" where byte > 0x20 && byte < 0x7F:
      return "text cannot begin with '\(Character(Unicode.Scalar(byte)))'; put it in quotes"
    case "found unexpected end of stream" where context == "while scanning a quoted scalar":
      return "the quoted text is never closed"
    case "mapping values are not allowed in this context":
      return "a ':' is not allowed here; put the text in quotes or correct the indentation"
    case "did not find expected key": return "expected 'key: value'"
    default: return context.isEmpty ? problem : "\(problem) \(context)"
    }
  }
}
