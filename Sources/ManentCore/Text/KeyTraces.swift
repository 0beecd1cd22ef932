/// Hides keys in what others say: whole, in base64, and the larger part of one, as programs that cut what they repeat
/// leave of it.
public struct KeyTraces: Sendable {
  /// The text that replaces a key.
  public static let replacement = "…"

  /// Something to be hidden, and how many bytes of it in a row are hidden.
  private struct Trace {
    var bytes: [UInt8]
    var least: Int
  }

  private let traces: [Trace]
  private let beginnings: Set<UInt8>
  /// Every four bytes in a row of a trace: all else is passed over at once.
  private let quads: Set<UInt32>

  /// - Parameter keys: shorter ones than four bytes hide nothing.
  public init(of keys: [String]) {
    var traces: [[UInt8]: Int] = [:]
    for key in Set(keys.map { Array($0.utf8) }) where key.count >= 4 {
      let least = Self.isKey(key) ? min(max(12, key.count / 2), 24) : key.count
      traces[key] = min(least, traces[key] ?? .max)
      guard Self.isKey(key) else { continue }
      for form in Self.base64(of: key) { traces[form] = form.count }
    }
    self.traces = traces.map { Trace(bytes: $0.key, least: $0.value) }
    beginnings = Set(traces.keys.compactMap(\.first))
    var quads: Set<UInt32> = []
    for bytes in traces.keys { for place in 0...bytes.count - 4 { quads.insert(Self.quad(bytes, place)) } }
    self.quads = quads
  }

  /// Whether there is nothing to hide.
  public var isEmpty: Bool { traces.isEmpty }

  /// A text without them.
  public func removed(from text: String) -> String {
    if isEmpty { return text }
    return removed(from: Array(text.utf8), isLast: true).shown
  }

  /// Bytes without them; at the end of a piece, what may be a part of one is held back.
  public func removed(from bytes: [UInt8], isLast: Bool) -> (shown: String, held: [UInt8]) {
    var shown: [UInt8] = []
    shown.reserveCapacity(bytes.count)
    var place = 0
    while place < bytes.count {
      let left = bytes.count - place
      if left >= 4 ? quads.contains(Self.quad(bytes, place)) : !isLast && beginnings.contains(bytes[place]) {
        let (hidden, isOpen) = run(in: bytes, from: place)
        if isOpen, !isLast { return (String(decoding: shown, as: UTF8.self), Array(bytes[place...])) }
        if hidden > 0 {
          shown += Self.replacement.utf8
          place += hidden
          continue
        }
      }
      shown.append(bytes[place])
      place += 1
    }
    return (String(decoding: shown, as: UTF8.self), [])
  }

  /// How many bytes from a place on are to be hidden, and whether more of the text may make it more.
  private func run(in bytes: [UInt8], from place: Int) -> (hidden: Int, isOpen: Bool) {
    let left = bytes.count - place
    var hidden = 0
    var isOpen = false
    for trace in traces {
      for start in trace.bytes.indices where trace.bytes[start] == bytes[place] {
        var length = 1
        while length < left, start + length < trace.bytes.count, trace.bytes[start + length] == bytes[place + length] {
          length += 1
        }
        if length >= trace.least { hidden = max(hidden, length) }
        if length == left, start + length < trace.bytes.count, start == 0 || length >= 4,
          trace.least <= trace.bytes.count - start
        {
          isOpen = true
        }
      }
    }
    return (hidden, isOpen)
  }

  /// Whether a value is made to be kept secret, and not an address or words, parts of which anybody may say.
  private static func isKey(_ value: [UInt8]) -> Bool {
    value.count >= 20 && value.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }
      && value.contains { (0x30...0x39).contains($0) }
  }

  /// The base64 forms of a value at each of its three alignments, without the characters that depend on its neighbours.
  private static func base64(of key: [UInt8]) -> [[UInt8]] {
    (0..<3).map { shift in
      let text = Array(Base64.encode([UInt8](repeating: 0, count: shift) + key).utf8)
      return Array(text[(shift * 8 + 5) / 6..<(shift + key.count) * 8 / 6])
    }
  }

  private static func quad(_ bytes: [UInt8], _ place: Int) -> UInt32 {
    UInt32(bytes[place]) << 24 | UInt32(bytes[place + 1]) << 16 | UInt32(bytes[place + 2]) << 8
      | UInt32(bytes[place + 3])
  }
}
