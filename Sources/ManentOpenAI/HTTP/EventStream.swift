import ManentFormats

/// Takes a stream of server-sent events apart, however its bytes are cut (the «event stream» of the HTML standard,
/// 9.2.6). Ids and retry times of events are passed over, and names but `error`: the data of an event of that name, and
/// of a line that begins with `error:`, is handed over as `{"error": …}`, whatever it is.
struct EventStream {
  /// A line, or the data of an event, that is longer than allowed.
  struct TooLong: Error {}

  /// How many bytes a line and the data of an event may have.
  let limit: Int
  private var line: [UInt8] = []
  private var data: [UInt8] = []
  private var hasData = false
  /// Whether the event is called `error`.
  private var isError = false
  /// Whether a carriage return was the last byte, so that a line feed belongs to it.
  private var endsWithReturn = false
  private var isFirstLine = true
  /// An object of JSON that is not framed as an event, as far as it came.
  private var bare: [UInt8] = []
  private static let longestBare = 1 << 16

  /// A stream that has not begun.
  init(limit: Int = 32 << 20) { self.limit = limit }

  /// Takes the next bytes, and hands over the data of each event that they end.
  mutating func take(_ bytes: [UInt8], _ event: ([UInt8]) throws -> Void) throws {
    var start = bytes.startIndex
    if endsWithReturn, bytes.first == UInt8(ascii: "\n") { start += 1 }
    if !bytes.isEmpty { endsWithReturn = false }
    while let end = bytes[start...].firstIndex(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
      line += bytes[start..<end]
      try checkLength()
      try endLine(event)
      start = end + 1
      guard bytes[end] == UInt8(ascii: "\r") else { continue }
      if start == bytes.endIndex {
        endsWithReturn = true
      } else if bytes[start] == UInt8(ascii: "\n") {
        start += 1
      }
    }
    line += bytes[start...]
    try checkLength()
  }

  /// The line that was never ended: a server that does not end its last one has still said it.
  mutating func finish(_ event: ([UInt8]) throws -> Void) throws {
    if !line.isEmpty { try endLine(event) }
    try endLine(event)
  }

  private func checkLength() throws {
    guard line.count + data.count <= limit else { throw TooLong() }
  }

  private mutating func endLine(_ event: ([UInt8]) throws -> Void) throws {
    if isFirstLine, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
    isFirstLine = false
    if try takeBare(event) { return line.removeAll(keepingCapacity: line.count < 1 << 16) }
    defer { line.removeAll(keepingCapacity: line.count < 1 << 16) }
    if line.isEmpty {
      defer { isError = false }
      guard hasData else { return }
      let whole = isError ? Self.error(data[...]) : data
      (data, hasData) = ([], false)
      return try event(whole)
    }
    let name = line.prefix { $0 != UInt8(ascii: ":") }
    var value = line.dropFirst(name.count + 1)
    if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
    if name.elementsEqual("event".utf8) { isError = value.elementsEqual("error".utf8) }
    if name.elementsEqual("error".utf8), !value.isEmpty { return try event(Self.error(value)) }
    guard name.elementsEqual("data".utf8) else { return }
    if hasData { data.append(UInt8(ascii: "\n")) }
    data += value
    hasData = true
  }

  /// Takes a line that is JSON by itself, or a part of an object over several lines: servers that fail, and what stands
  /// before them, say so without the frame of an event.
  private mutating func takeBare(_ event: ([UInt8]) throws -> Void) throws -> Bool {
    let first = line.first { $0 != 0x20 && $0 != 0x09 }
    if line.isEmpty, hasData { bare = [] }
    guard !bare.isEmpty || first == UInt8(ascii: "{") else { return false }
    if !bare.isEmpty, line.starts(with: "data:".utf8) || line.starts(with: "event:".utf8) {
      bare = []
      return false
    }
    bare += line + [0x0A]
    if (try? JSON(parsing: bare)) != nil {
      let whole = bare
      bare = []
      try event(whole)
    } else if bare.count > Self.longestBare {
      bare = []
    }
    return true
  }

  private static func error(_ data: ArraySlice<UInt8>) -> [UInt8] {
    let said = (try? JSON(parsing: data)) ?? JSON(String(decoding: data, as: UTF8.self))
    return Array((["error": said] as JSON).serialized().utf8)
  }
}
