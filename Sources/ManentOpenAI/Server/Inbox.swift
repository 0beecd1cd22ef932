import ManentCore
import ManentFormats

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The messages of the host, one a line.
final class Inbox {
  private let descriptor: Int32
  private var bytes: [UInt8] = []
  private var messages: [JSON] = []
  private var isOpen = true
  /// The call that is being answered.
  private var current: JSON?

  /// The messages that come from a descriptor.
  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// The next message; `nil` at the end.
  func next() -> JSON? {
    while messages.isEmpty, isOpen { fill() }
    // Not by a conditional expression: `nil` would be the JSON value there.
    if messages.isEmpty { return .none }
    return messages.removeFirst()
  }

  /// Answers a call; `body` gets a watch that stops it when the host cancels the call, or goes away.
  func during<Result>(_ call: JSON, _ body: (Watch) throws -> Result) rethrows -> Result {
    current = call
    defer { current = nil }
    return try body(Watch(descriptor: { self.isOpen ? self.descriptor : nil }, look: look))
  }

  /// Reads what is there, and throws when the call that is being answered is not wanted any more.
  private func look() throws {
    fill()
    let isCancelled = messages.contains { message in
      message["method"] == "cancelled" && message["params"]?["id"] == current
    }
    guard !isCancelled, isOpen else { throw OpenAIError(.cancelled, "cancelled") }
  }

  private func fill() {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR || errno == EAGAIN { return }
    guard count > 0 else {
      isOpen = false
      return
    }
    bytes += buffer[..<count]
    guard buffer[..<count].contains(UInt8(ascii: "\n")) else { return }
    var start = 0
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      // What is no message has no number that could be answered to.
      if let message = try? JSON(parsing: bytes[start..<end]), message.object != nil { messages.append(message) }
      start = end + 1
    }
    bytes.removeFirst(start)
  }
}
