/// A pack with its index as they lie in the folder of packs.
struct StoredPack {
  /// The name of its files without their extensions.
  var stem: String
  /// What the name says, when it is a pack of Manent's.
  var name: PackName?
  /// The bytes of the pack and its index.
  var size: Int
  /// When the pack was written, in nanoseconds since 1970.
  var written: Int64
  /// Whether something beside it says that it is not to be touched: `.keep`, `.promisor`, or the `.mtimes` of git's pack
  /// of what nothing leads to.
  var isKept: Bool
}
