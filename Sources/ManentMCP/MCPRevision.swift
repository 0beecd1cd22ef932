/// A revision of the protocol.
public struct MCPRevision: Sendable, Equatable, Comparable {
  /// Its date.
  public let name: String

  /// The current one: every request stands for itself.
  public static let current = MCPRevision(name: "2026-07-28")
  /// Those with a handshake, the newest first.
  public static let earlier = ["2025-11-25", "2025-06-18", "2025-03-26"].map { MCPRevision(name: $0) }
  /// All that are spoken, the newest first.
  public static let all = [current] + earlier

  /// The key of a request's `_meta` that names its revision.
  static let key = "io.modelcontextprotocol/protocolVersion"
  static let capabilitiesKey = "io.modelcontextprotocol/clientCapabilities"

  /// Whether one is older than another.
  public static func < (left: MCPRevision, right: MCPRevision) -> Bool { left.name < right.name }

  /// Whether requests stand for themselves.
  var isStateless: Bool { self >= .current }
}
