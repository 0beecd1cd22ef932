public import ManentCore
public import ManentHistory

/// Turns of chats as a workspace commits them: each adds two messages to a file of the chat and commits that file.
public struct TurnSeries {
  /// The repository.
  public let folder: Path
  private let chats: Int
  private var parts: [Int]
  private var contents: [[UInt8]]
  private var seed: UInt64 = 42
  private var turns = 0

  /// A part of a chat ends near this size.
  private static let partLimit = 64 << 10
  private static let words = """
    the of and to a in is that it was for on are with as his they be at one have this from or had by hot but some what \
    there we can out other were all your when up use word how said an each she which do their time if will way about \
    many then them would write like so these her long make thing see him two has look more day could go come did sound \
    no most number who over know water than call first people may down side been now find attention transformer model
    """.split(separator: " ")

  /// Chats that take turns in a new repository.
  public init(chats: Int, in folder: Path) {
    self.chats = chats
    self.folder = folder
    parts = Array(repeating: 1, count: chats)
    contents = Array(repeating: [], count: chats)
  }

  /// One more turn: what it changes.
  public mutating func next() -> Change {
    let chat = turns % chats
    turns += 1
    if contents[chat].count > Self.partLimit {
      parts[chat] += 1
      contents[chat] = []
    }
    for (role, count) in [("user", 12), ("assistant", 110)] {
      contents[chat] += Array(
        """
        {"id":"\(identifier())","parent":"\(identifier())","role":"\(role)","content":"\(text(count))",\
        "created_at":"2026-11-20T10:00:00.000Z","device":"laptop"}

        """.utf8)
    }
    return .write(path: path(of: chat), content: contents[chat])
  }

  /// Commits the next turns.
  public mutating func commit(_ count: Int, to history: History, after each: () throws -> Void = {}) throws {
    for _ in 0..<count {
      let change = next()
      try write(change)
      _ = try history.commit(
        [change], message: "chat: turn \(turns)\n\nDevice: laptop", at: Timestamp(milliseconds: 1_795_168_800_000))
      try each()
    }
  }

  /// Puts what a turn changes on the disk.
  public func write(_ change: Change) throws {
    guard case .write(let path, let content) = change else { return }
    try Files.makeFolders((folder / path).parent)
    try Files.writeAtomically(content, to: folder / path)
  }

  private func path(of chat: Int) -> String {
    let folder = chat / 256 == 0 ? "20" : "20.\(chat / 256 + 1)"
    let name = Self.words[chat % Self.words.count]
    let part = String(repeating: "0", count: 4 - "\(parts[chat])".count) + "\(parts[chat])"
    return "chats/2026/11/\(folder)/what-is-\(name)-\(String(0x1000_0000 + chat, radix: 16))/\(part).jsonl"
  }

  private mutating func text(_ count: Int) -> String {
    (0..<count).map { _ in Self.words[Int(random() % UInt64(Self.words.count))] }.joined(separator: " ")
  }

  private mutating func identifier() -> String {
    "0193-\(String(random() % 0xFFFF_FFFF, radix: 16))-\(String(random() % 0xFFFF_FFFF, radix: 16))"
  }

  private mutating func random() -> UInt64 {
    // SplitMix64: the same turns in every run.
    seed &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (seed ^ (seed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return (mixed ^ (mixed >> 31)) >> 8
  }
}
