import Foundation
public import ManentCore

/// A server that runs for the length of a test: it is stopped when the value goes away, and stops by itself when the
/// test's process dies.
public final class Server {
  /// The port of the loopback address that it listens on.
  public let port: Int
  private var process: ChildProcess

  /// Starts a server on a free port and waits until it answers.
  ///
  /// - Parameters:
  ///   - environment: its whole environment.
  ///   - log: where it complains to.
  ///   - command: its command line for a port.
  public init(environment: [String: String], log: Path, _ command: (Int) throws -> [String]) throws {
    for _ in 0..<20 {
      let port = try Server.freePort()
      // Ends with its input: the pipe is closed with the test's process, however that ends.
      let script = "log=$1; shift; \"$@\" >\"$log\" 2>&1 </dev/null & server=$!; cat >/dev/null; kill $server; wait"
      var process = try ChildProcess(
        ProgramCall(
          "/bin/sh", ["-c", script, "sh", log.string] + command(port), environment: environment, input: .pipe))
      var waits = 0
      while !Server.answers(port), process.ending() == nil, waits < 500 {
        usleep(10_000)
        waits += 1
      }
      if Server.answers(port) {
        self.port = port
        self.process = process
        return
      }
    }
    let complaint = (try? String(decoding: Files.read(log), as: UTF8.self)) ?? ""
    throw Program.Failure(description: "the server does not answer: \(complaint)")
  }

  /// Stops the server; nobody answers on its port any more.
  public func stop() {
    process.kill()
    while process.ending() == nil { usleep(1000) }
  }

  private static func freePort() throws -> Int {
    let socket = try bound(to: 0)
    defer { close(socket) }
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutableBytes(of: &address) { bytes in
      getsockname(socket, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), &size)
    }
    guard status == 0 else { throw Program.Failure(description: "no port: \(errno)") }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  private static func answers(_ port: Int) -> Bool {
    let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(number) }
    return withAddress(port) { connect(number, $0, $1) } == 0
  }

  private static func bound(to port: Int) throws -> Int32 {
    let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard number >= 0, withAddress(port, { bind(number, $0, $1) }) == 0 else {
      throw Program.Failure(description: "no socket: \(errno)")
    }
    return number
  }

  private static func withAddress(_ port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafeBytes(of: &address) { bytes in
      guard let base = bytes.baseAddress else { return -1 }
      return body(base.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
    }
  }
}
