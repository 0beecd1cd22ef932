extension HTTPResponse {
  /// The part of the body that a request asks for (RFC 9110, section 14): 206 with it, 416 where the body has none of it.
  ///
  /// Only an answer with status 200 to a `GET` whose body is at hand has parts. What is no range of bytes, several ranges
  /// and a range of another version (`If-Range` that is not the answer's `ETag`) are passed over: all of the body is sent.
  public func part(for request: HTTPRequest) -> HTTPResponse {
    guard status == 200, case .bytes(let bytes) = body else { return self }
    var response = self
    response.headers["Accept-Ranges"] = "bytes"
    guard request.method == "GET", request.headers.all("Range").count == 1, let text = request.headers["Range"],
      let asked = Self.range(text, of: bytes.count)
    else { return response }
    if let version = request.headers["If-Range"], version != headers["ETag"] { return response }
    guard !asked.isEmpty else {
      response.headers["Content-Range"] = "bytes */\(bytes.count)"
      response.headers["Content-Type"] = "application/json"
      response.headers["Content-Disposition"] = nil
      response.status = 416
      response.body = .bytes(Framing.error("the body has no such part", "range_not_satisfiable"))
      return response
    }
    response.headers["Content-Range"] = "bytes \(asked.lowerBound)-\(asked.upperBound - 1)/\(bytes.count)"
    response.status = 206
    response.body = .bytes(Array(bytes[asked]))
    return response
  }

  /// The bytes that a `Range` field means; empty for those that there are not, `nil` for what is not understood.
  private static func range(_ text: String, of count: Int) -> Range<Int>? {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, HTTPHeaders.areSame(String(parts[0]), "bytes") else { return nil }
    let ends = parts[1].split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, ends.allSatisfy({ $0.utf8.count <= 18 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { return nil }
    switch (Int(ends[0]), Int(ends[1])) {
    case (let first?, let last?):
      guard first <= last else { return nil }
      return first < count ? first..<min(count, last + 1) : 0..<0
    case (let first?, nil): return first < count ? first..<count : 0..<0
    case (nil, let length?): return max(0, count - length)..<count
    case (nil, nil): return nil
    }
  }
}
