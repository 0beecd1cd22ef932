import Foundation
public import ManentCore

/// A server with OpenAI's interface that answers as the first part of the path says; `Tests/Models/server.py` tells
/// which there are.
public struct ModelServer {
  /// One that was asked.
  public struct Request: Sendable {
    /// What was asked for.
    public var path: String
    /// The request as a line of JSON: `path`, `headers` and `body`.
    public var line: String
  }

  private let server: Server
  /// Where it writes down what it was asked.
  public let log: Path
  private let scheme: String

  /// Starts the server below the folder of the test.
  ///
  /// - Parameters:
  ///   - name: what its files are called.
  ///   - certificate: the certificate and the key that it speaks TLS with; `nil` for plain HTTP.
  public init(_ name: String = "models", certificate: (certificate: Path, key: Path)? = nil) throws {
    let folder = TemporaryFolder.current
    let log = folder / "\(name).requests"
    self.log = log
    scheme = certificate == nil ? "http" : "https"
    let script = Path(#filePath).parent.parent / "Models/server.py"
    let files = certificate.map { [$0.certificate.string, $0.key.string] } ?? []
    server = try Server(
      environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"],
      log: folder / "\(name).log"
    ) { ["python3", script.string, "\($0)", log.string] + files }
  }

  /// The port of the loopback address that it listens on.
  public var port: Int { server.port }

  /// The `base_url` of a scenario.
  public func base(_ scenario: String, host: String = "127.0.0.1") -> String {
    "\(scheme)://\(host):\(port)/\(scenario)/v1"
  }

  /// What it was asked so far.
  public func requests() throws -> [Request] {
    guard Files.exists(log) else { return [] }
    return String(decoding: try Files.read(log), as: UTF8.self).split(separator: "\n").map { line in
      let object = (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any]
      return Request(path: object?["path"] as? String ?? "", line: String(line))
    }
  }

  /// Nobody answers any more.
  public func stop() { server.stop() }
}
