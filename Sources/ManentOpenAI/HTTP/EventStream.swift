/// Takes a stream of server-sent events apart, however its bytes are cut (the «event stream» of the HTML standard,
/// 9.2.6). Names, ids and retry times of events are passed over.
struct EventStream {
  /// A line, or the data of an event, that is longer than allowed.
  struct TooLong: Error {}

  /// How many bytes a line and the data of an event may have.
  let limit: Int
  private var line: [UInt8] = []
  private var data: [UInt8] = []
  private var hasData = false
  /// Whether a carriage return was the last byte, so that a line feed belongs to it.
  private var endsWithReturn = false
  private var isFirstLine = true

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
    defer { line.removeAll(keepingCapacity: line.count < 1 << 16) }
    if line.isEmpty {
      guard hasData else { return }
      let whole = data
      (data, hasData) = ([], false)
      return try event(whole)
    }
    guard line.starts(with: "data".utf8) else { return }
    var value = line.dropFirst(4)
    if !value.isEmpty {
      guard value.first == UInt8(ascii: ":") else { return }
      value = value.dropFirst()
      if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
    }
    if hasData { data.append(UInt8(ascii: "\n")) }
    data += value
    hasData = true
  }
}
