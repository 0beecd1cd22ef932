import ManentCore
import ManentRecords

extension ChatFiles {
  /// How many parts before the one that should have a message are looked at; two machines that wrote at once leave
  /// newer lines in older parts.
  private static let reach = 64

  /// The message of an id, wherever it is; `nil` when there is none, or when another one stands in for it.
  ///
  /// Parts begin with greater and greater ids, so that the place is found by halving: of each part that is looked at on
  /// the way only the beginning is read.
  func message(of id: String) throws -> Message? {
    guard let last = try lastPart().flatMap(WorkspaceLayout.partNumber) else { return nil }
    var (low, high) = (1, last)
    while low < high {
      let middle = (low + high + 1) / 2
      if let first = try firstID(of: middle), first > id { high = middle - 1 } else { low = middle }
    }
    for number in stride(from: low, through: max(1, low - Self.reach), by: -1) {
      guard let messages = try messages(in: number), messages.contains(where: { $0.id == id }) else { continue }
      // Whatever stands in for a message is written soon after it.
      let around = try messages + (self.messages(in: number + 1) ?? [])
      return Transcript(around).messages.first { $0.id == id }
    }
    return nil
  }

  private func messages(in number: Int) throws -> [Message]? {
    let part = WorkspaceLayout.part(number)
    return Files.exists(folder / part) ? try read(part).messages : nil
  }

  /// The id of the first line of a part; of one that is not written as Manent does, the smallest.
  private func firstID(of number: Int) throws -> String? {
    let path = folder / WorkspaceLayout.part(number)
    guard Files.exists(path) else { return nil }
    let head = try Files.read(path, range: 0..<256)
    if let id = LineUnion.id(of: head[...]) { return String(decoding: id, as: UTF8.self) }
    return try messages(in: number)?.map(\.id).min()
  }
}
