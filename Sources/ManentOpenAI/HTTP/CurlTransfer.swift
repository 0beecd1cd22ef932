internal import CCurl

/// One request to a server and what has come of its answer. The handle is freed with it.
final class CurlTransfer {
  let handle: UnsafeMutableRawPointer
  private var headers: UnsafeMutablePointer<curl_slist>?
  private let words: UnsafeMutablePointer<CChar>
  /// The header's lines so far.
  private(set) var headLines: [UInt8] = []
  /// What has come of the body and nobody has taken yet.
  private var arrived: [UInt8] = []
  /// How many bytes have come in all.
  private(set) var count = 0
  /// How many bytes may come: unpacking must not fill the memory before anybody looks at it.
  private let limit: Int

  /// Prepares a request.
  init(_ request: HTTPRequest) throws(HTTPFailure) {
    guard let handle = curl_easy_init() else { throw HTTPFailure(kind: .other, words: "libcurl cannot be set up") }
    self.handle = handle
    limit = request.limit
    words = .allocate(capacity: Int(CURL_ERROR_SIZE))
    words.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    try setPlace(request)
    try setTrust(request)
    try setHearing()
  }

  deinit {
    curl_easy_cleanup(handle)
    curl_slist_free_all(headers)
    words.deallocate()
  }

  /// The header, once its last line has come.
  var head: HTTPHead {
    var status = 0
    _ = manent_curl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
    return HTTPHead(status: status, lines: headLines)
  }

  /// Takes what has come of the body.
  func take() -> [UInt8] {
    defer { arrived.removeAll(keepingCapacity: true) }
    return arrived
  }

  /// What libcurl says of the end of the transfer.
  func failure(_ code: CURLcode) -> HTTPFailure {
    let said = String(cString: words)
    return HTTPFailure(
      kind: HTTPFailure.kind(of: code), words: said.isEmpty ? String(cString: curl_easy_strerror(code)) : said,
      hasBegun: count > 0 || !headLines.isEmpty)
  }

  private func setPlace(_ request: HTTPRequest) throws(HTTPFailure) {
    try check(manent_curl_set_text(handle, CURLOPT_ERRORBUFFER, words))
    try check(manent_curl_set_text(handle, CURLOPT_URL, request.url))
    // Never a file, a mailbox or whatever else libcurl knows.
    try check(manent_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https"))
    try check(manent_curl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0))
    try check(manent_curl_set_long(handle, CURLOPT_NOSIGNAL, 1))
    try check(manent_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, 15_000))
    try check(manent_curl_set_text(handle, CURLOPT_USERAGENT, "manent-openai"))
    // Asks for nothing packed, which would hold the events of a stream back; what is packed unasked is unpacked.
    try check(manent_curl_set_text(handle, CURLOPT_ACCEPT_ENCODING, "identity"))
    var lines = request.headers.map { "\($0.name): \($0.value)" }
    if let body = request.body {
      lines.append("Content-Type: application/json")
      // Without the wait for a «100 Continue» that many servers never send.
      lines.append("Expect:")
      try check(manent_curl_set_long(handle, CURLOPT_POST, 1))
      try check(manent_curl_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)))
      let code = body.withUnsafeBytes { bytes in
        manent_curl_set_pointer(
          handle, CURLOPT_COPYPOSTFIELDS,
          UnsafeMutableRawPointer(mutating: bytes.baseAddress ?? UnsafeRawPointer(words))
        )
      }
      try check(code)
    }
    for line in lines { headers = curl_slist_append(headers, line) }
    try check(manent_curl_set_list(handle, CURLOPT_HTTPHEADER, headers))
  }

  private func setTrust(_ request: HTTPRequest) throws(HTTPFailure) {
    // These are libcurl's defaults; they are never anything else here.
    try check(manent_curl_set_long(handle, CURLOPT_SSL_VERIFYPEER, 1))
    try check(manent_curl_set_long(handle, CURLOPT_SSL_VERIFYHOST, 2))
    guard let certificates = request.certificates else { return }
    try check(manent_curl_set_text(handle, CURLOPT_CAINFO, certificates))
  }

  private func setHearing() throws(HTTPFailure) {
    let me = Unmanaged.passUnretained(self).toOpaque()
    let hearBody: manent_curl_write = { bytes, size, count, context in
      guard let bytes, let context else { return 0 }
      let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
      guard transfer.count <= transfer.limit else { return 0 }
      transfer.arrived.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: size * count))
      transfer.count += size * count
      return size * count
    }
    let hearHead: manent_curl_write = { bytes, size, count, context in
      guard let bytes, let context else { return 0 }
      let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
      let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
      // A new status line: what came before was a proxy's answer, or a «100 Continue».
      if line.starts(with: "HTTP/".utf8) { transfer.headLines = [] }
      guard transfer.headLines.count + line.count <= 1 << 18 else { return 0 }
      transfer.headLines.append(contentsOf: line)
      return size * count
    }
    try check(manent_curl_set_write(handle, CURLOPT_WRITEFUNCTION, hearBody))
    try check(manent_curl_set_pointer(handle, CURLOPT_WRITEDATA, me))
    try check(manent_curl_set_write(handle, CURLOPT_HEADERFUNCTION, hearHead))
    try check(manent_curl_set_pointer(handle, CURLOPT_HEADERDATA, me))
  }

  private func check(_ code: CURLcode) throws(HTTPFailure) {
    guard code == CURLE_OK else { throw failure(code) }
  }
}
