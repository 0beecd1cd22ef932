/// How the length of a body is told (RFC 9112, section 6), strictly: what two readers could read differently is refused.
enum Framing {
  static let plain: HTTPHeaders = ["Content-Type": "application/json"]

  /// What is wrong with the fields that tell it.
  static func problem(of headers: HTTPHeaders, version: String) -> (status: Int, text: String)? {
    for field in headers.fields {
      // A name with a blank at its end is another name to us, and the name that it looks like to others.
      guard isToken(field.name) else { return (400, "a field of the head has no right name") }
      guard field.value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
        return (400, "a field of the head holds a control character")
      }
    }
    let codings = headers.all("Transfer-Encoding")
    let lengths = headers.all("Content-Length")
    if headers.all("Host").count > 1 { return (400, "there are two Host fields") }
    if version == "HTTP/1.1", headers["Host"] == nil { return (400, "there is no Host field") }
    if codings.isEmpty {
      guard lengths.count <= 1 else { return (400, "there are two lengths") }
      guard let length = lengths.first else { return nil }
      let isNumber = !length.isEmpty && length.utf8.count <= 18 && length.utf8.allSatisfy { (0x30...0x39).contains($0) }
      return isNumber ? nil : (400, "the length is no number")
    }
    guard lengths.isEmpty else { return (400, "there is a length beside a transfer coding") }
    guard version == "HTTP/1.1" else { return (400, "HTTP/1.0 has no transfer codings") }
    guard codings.count == 1, HTTPHeaders.areSame(codings[0], "chunked") else {
      return (501, "only the transfer coding 'chunked' is known")
    }
    return nil
  }

  /// Whether a text is a token (RFC 9110, section 5.6.2).
  private static func isToken(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
      }
  }

  static func tooLong(limit: Int) -> [UInt8] { error("the body has more than \(limit) bytes", "too_large") }

  /// The body of an answer to a request that never reaches the service's handlers. The text is our own and plain.
  static func error(_ text: String, _ code: String) -> [UInt8] {
    Array(#"{"error":{"message":"\#(text)","type":"invalid_request_error","param":null,"code":"\#(code)"}}"#.utf8)
  }
}
