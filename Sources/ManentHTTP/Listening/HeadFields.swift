/// The fields of a head as libmicrohttpd gives them, with what it does not tell: whether each was a line of its own.
///
/// Libmicrohttpd reads a field in the place where it came: its name, the end of the name where the colon was, white space,
/// its value. Of one whose value goes on in another line it puts that line behind the *name*, which it copies for that; so
/// a name that does not stand before its value shows such a field, and is not the name that was sent.
struct HeadFields {
  private(set) var headers = HTTPHeaders()
  /// Whether a field went on in another line (RFC 9112, section 5.2).
  private(set) var isFolded = false

  /// Adds a field.
  mutating func add(_ name: UnsafePointer<CChar>?, _ value: UnsafePointer<CChar>?) {
    guard let name else { return }
    let (text, said) = (String(cString: name), value.map { String(cString: $0) } ?? "")
    headers.add(text, said)
    if let value, !Self.follows(value, name + text.utf8.count) { isFolded = true }
  }

  /// Whether only white space lies between the end of a name and a value.
  private static func follows(_ value: UnsafePointer<CChar>, _ end: UnsafePointer<CChar>) -> Bool {
    // An empty value may be the end of the name's own text.
    let distance = value - end
    guard distance >= 0, distance <= 16_384 else { return false }
    return (0..<distance).dropFirst().allSatisfy { [0x20, 0x09].contains(end[$0]) }
  }
}
