internal import CCurl
import ManentCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Something that is looked at while a server is waited for: it may want to stop the wait.
struct Watch {
  /// The descriptor that can be read when there is something to look at; `nil` when there is none any more.
  var descriptor: () -> Int32?
  /// Looks; what it throws ends the wait.
  var look: () throws -> Void

  /// Nothing to look at.
  static var nothing: Watch { Watch(descriptor: { nil }, look: {}) }
}

/// Whether more of what a server says is waited for.
enum Reception {
  /// As long as the server may be silent.
  case open
  /// At most so long from the moment at which this was first said, whatever the server says meanwhile. What had come
  /// is whole: neither the end of the time nor a broken connection is a failure then.
  case ending(Duration)
}

/// Talks HTTP by libcurl, one request at a time. Connections are kept for the requests that follow.
///
/// Proxies are those of the environment (`https_proxy`, `no_proxy` and so on), as libcurl reads them.
final class HTTPClient {
  private let multi: UnsafeMutableRawPointer

  /// A client without a connection.
  init() throws {
    guard curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK, let multi = curl_multi_init() else {
      throw HTTPFailure(kind: .other, words: "libcurl cannot be set up")
    }
    self.multi = multi
  }

  deinit { curl_multi_cleanup(multi) }

  /// Sends a request.
  ///
  /// - Parameters:
  ///   - request: the request.
  ///   - watch: what may want to stop it.
  ///   - hear: called with the header and each piece of the body as it comes; says whether more is waited for.
  /// - Returns: the header.
  /// - Throws: `HTTPFailure`, and what `watch` and `hear` throw.
  func send(
    _ request: HTTPRequest, watch: Watch = .nothing, hear: (HTTPHead, [UInt8]) throws -> Reception
  ) throws -> HTTPHead {
    let transfer = try CurlTransfer(request)
    try check(curl_multi_add_handle(multi, transfer.handle))
    defer { curl_multi_remove_handle(multi, transfer.handle) }
    var lastWord = ContinuousClock.now
    var heard = 0
    /// When what has come is enough.
    var enough: ContinuousClock.Instant?
    while true {
      var running: Int32 = 0
      try check(curl_multi_perform(multi, &running))
      let piece = transfer.take()
      if transfer.count + transfer.headLines.count > heard {
        heard = transfer.count + transfer.headLines.count
        lastWord = .now
      }
      guard heard <= request.limit else {
        throw HTTPFailure(kind: .tooMuch, words: "more than \(ByteCount(request.limit))", hasBegun: true)
      }
      if !piece.isEmpty, case .ending(let patience) = try hear(transfer.head, piece) {
        enough = min(enough ?? .now + patience, .now + patience)
      }
      if let end = end(of: transfer) {
        guard end == CURLE_OK || enough != nil else { throw transfer.failure(end) }
        return transfer.head
      }
      if let enough, enough <= .now { return transfer.head }
      let left = request.silence - (.now - lastWord)
      guard left > .zero else {
        throw HTTPFailure(kind: .silent, words: "silent for \(request.silence.inSeconds)", hasBegun: heard > 0)
      }
      try wait(atMost: min(left, enough.map { $0 - .now } ?? .seconds(1), .seconds(1)), watch)
    }
  }

  /// Waits for the server, or for what is watched.
  private func wait(atMost most: Duration, _ watch: Watch) throws {
    let milliseconds = Int32(max(1, most / .milliseconds(1)))
    guard let descriptor = watch.descriptor() else {
      return try check(curl_multi_poll(multi, nil, 0, milliseconds, nil))
    }
    var watched = curl_waitfd(fd: descriptor, events: Int16(CURL_WAIT_POLLIN), revents: 0)
    try check(curl_multi_poll(multi, &watched, 1, milliseconds, nil))
    if watched.revents != 0 { try watch.look() }
  }

  /// How the transfer has ended; `nil` while it goes on.
  private func end(of transfer: CurlTransfer) -> CURLcode? {
    var waiting: Int32 = 0
    while let message = curl_multi_info_read(multi, &waiting) {
      if message.pointee.msg == CURLMSG_DONE, message.pointee.easy_handle == transfer.handle {
        return message.pointee.data.result
      }
    }
    return nil
  }

  private func check(_ code: CURLMcode) throws(HTTPFailure) {
    guard code != CURLM_OK else { return }
    throw HTTPFailure(kind: .other, words: String(cString: curl_multi_strerror(code)))
  }
}

extension Duration {
  /// Such as `5 s`, and from two of them on in days or years: `27 days`.
  var inWords: String {
    let seconds = Int(self / .seconds(1))
    for (length, unit) in [(31_557_600, "years"), (86_400, "days")]
    where seconds >= 2 * length {
      return "\(seconds / length) \(unit)"
    }
    return inSeconds
  }

  /// Such as `5 s` or `0.5 s`.
  var inSeconds: String {
    let milliseconds = Int(self / .milliseconds(1))
    return milliseconds % 1000 == 0 ? "\(milliseconds / 1000) s" : "\(Double(milliseconds) / 1000) s"
  }
}
