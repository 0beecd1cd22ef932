public import ManentCore
import ManentHistory

/// What of a workspace a plan is made from.
public struct RetentionState: Sendable, Equatable {
  /// The workspace's name.
  public var workspace: String
  /// Its folder.
  public var root: Path
  /// The commit that is checked out; `nil` where there is none.
  public var head: String?
  /// The chats, in any order.
  public var chats: [RetentionChat]
  /// The chats that are forgotten and not purged.
  public var forgotten: [ForgottenChat]
  /// The documents; empty when the policy does not ask for them.
  public var documents: [DocumentUse]
  /// When this machine last applied a policy here, and when it first doubted its clock; `nil` for never.
  public var lastRun: Timestamp?
  /// When the clock was first found to be far ahead of everything that is recorded; `nil` when it is not.
  public var doubtedSince: Timestamp?

  /// A state from its parts.
  public init(
    workspace: String, root: Path, head: String? = nil, chats: [RetentionChat], forgotten: [ForgottenChat] = [],
    documents: [DocumentUse] = [], lastRun: Timestamp? = nil, doubtedSince: Timestamp? = nil
  ) {
    self.workspace = workspace
    self.root = root
    self.head = head
    self.chats = chats
    self.forgotten = forgotten
    self.documents = documents
    self.lastRun = lastRun
    self.doubtedSince = doubtedSince
  }

  /// Names the chats and the tombstones: another name means that something about them has changed since.
  ///
  /// It is git's name for a text that lists them.
  public func digest() throws -> String {
    var text: [UInt8] = []
    text.reserveCapacity(chats.count * 96)
    func add(_ fields: String...) {
      for field in fields {
        text += field.utf8
        text.append(0)
      }
      text.append(UInt8(ascii: "\n"))
    }
    for chat in chats.sorted(by: { ($0.id, $0.title) < ($1.id, $1.title) }) {
      add(
        chat.id, String(chat.activity.milliseconds), String(chat.bytes), chat.tags.joined(separator: "\t"),
        chat.template ?? "", chat.isKept ? "keep" : "", chat.title)
    }
    for chat in forgotten.sorted(by: { $0.id < $1.id }) { add("forgotten", chat.id, String(chat.since.milliseconds)) }
    return try History.blobID(of: text).description
  }

  /// The latest time, not after `now`, that anything here was recorded at.
  func latestRecord(before now: Timestamp) -> Timestamp? {
    let times = chats.map(\.activity) + forgotten.map(\.since) + [lastRun].compactMap(\.self)
    return times.filter { $0 <= now }.max()
  }
}
