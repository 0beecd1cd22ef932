import ManentCore

/// How much the archives of one import may unfold to, with those that lie in others.
struct ZipBudget {
  /// More than this is no chat export: it is what a bomb unfolds to.
  static let sizeLimit = 8 << 30
  /// How many times as long as in the archive large content may be. Chats unfold to about ten times; Deflate goes to 1032.
  static let ratioLimit = 200
  /// Content below this may be any number of times as long.
  private static let smallContent = 64 << 20

  private var size = 0
  private var compressed = 0

  /// Counts an entry, and refuses it when it is too much together with those before.
  ///
  /// - Parameter isInner: whether its archive lies in another one, where its bytes were counted already.
  mutating func take(_ entry: ZipArchive.Entry, isInner: Bool) throws {
    guard entry.size <= Self.sizeLimit - size else {
      throw ImportError(.tooLarge, entry.name, "the archive unfolds to more than \(ByteCount(Self.sizeLimit))")
    }
    size += entry.size
    if !isInner { compressed += entry.compressed }
    guard size < Self.smallContent || size / Self.ratioLimit <= compressed else {
      throw ImportError(
        .tooLarge, entry.name, "the archive unfolds to \(ByteCount(size)) from \(ByteCount(compressed)), as no chats do"
      )
    }
  }
}
