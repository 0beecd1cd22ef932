import ManentCore
import ManentFormats

/// Where messages to the host go, one a line.
struct Outbox {
  /// The host does not listen any more.
  struct Closed: Error {}

  let descriptor: Int32

  func send(_ message: JSON) throws {
    var bytes: [UInt8] = []
    message.append(to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { Platform.write(descriptor, $0[written...]) }
      guard count > 0 else { throw Closed() }
      written += count
    }
  }
}
