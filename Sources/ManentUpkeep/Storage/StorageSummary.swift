public import ManentCore

/// What several workspaces take together.
public struct StorageSummary: Sendable, Equatable {
  /// A content that is there more than once.
  public struct Duplicate: Sendable, Equatable {
    /// Git's name for the content.
    public var blob: BlobID
    /// Its bytes.
    public var bytes: Int
    /// Where it is: workspaces and names of documents, in order.
    public var places: [Place]

    /// The bytes of all copies but one.
    public var extraBytes: Int { bytes * (places.count - 1) }
  }

  /// A document of a workspace.
  public struct Place: Sendable, Equatable {
    /// The workspace's name.
    public var workspace: String
    /// The document's name.
    public var document: String
  }

  /// A single thing, with the workspace that it is in.
  public struct Item: Sendable, Equatable {
    /// The workspace's name.
    public var workspace: String
    /// The thing.
    public var item: StorageReport.Item
  }

  /// The workspaces, in the order that they were given in.
  public let workspaces: [StorageReport]
  /// The bytes of each part.
  public let parts: [StorageReport.Part: Int]
  /// The largest documents and chats, the largest first.
  public let largest: [Item]
  /// Contents of documents that are there more than once, those that waste most first.
  public let duplicates: [Duplicate]
  /// What one session for each user saves.
  public let comparison: StorageReport.Comparison

  /// What some workspaces take.
  ///
  /// - Parameters:
  ///   - reports: one of each workspace.
  ///   - count: how many of the largest items are named.
  public init(_ reports: [StorageReport], largest count: Int) {
    workspaces = reports
    parts = reports.reduce(into: [:]) { sum, report in sum.merge(report.parts, uniquingKeysWith: +) }
    let items = reports.flatMap { report in report.largest.map { Item(workspace: report.workspace, item: $0) } }
    largest = Array(
      items.sorted { ($1.item.bytes, $0.item.name) < ($0.item.bytes, $1.item.name) }.prefix(max(0, count)))
    comparison = reports.map(\.comparison).reduce(.init(), +)
    var copies: [BlobID: Duplicate] = [:]
    for report in reports {
      for copy in report.documents where copy.bytes > 0 {
        copies[copy.blob, default: Duplicate(blob: copy.blob, bytes: copy.bytes, places: [])].places.append(
          Place(workspace: report.workspace, document: copy.name))
      }
    }
    duplicates = copies.values.filter { $0.places.count > 1 }
      .sorted { ($1.extraBytes, $0.blob) < ($0.extraBytes, $1.blob) }
  }

  /// All bytes.
  public var totalBytes: Int { parts.values.reduce(0, +) }

  /// What this machine's cache holds, and what it saves all workspaces.
  public var cache: StorageReport.MachineCacheFigures {
    var sum = workspaces.first?.cache ?? .init()
    sum.passages = workspaces.reduce(0) { $0 + $1.cache.passages }
    sum.texts = workspaces.reduce(0) { $0 + $1.cache.texts }
    return sum
  }

  /// What the user should know, each with the workspace that it is about.
  public var alerts: [String] {
    workspaces.flatMap { report in report.alerts.map { "\(report.workspace): \($0)" } }
  }
}
