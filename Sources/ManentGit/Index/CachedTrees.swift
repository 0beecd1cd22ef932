/// The extension `TREE` of git's index: the names of trees that folders would be written as, which spare `git status`
/// and `git commit` making them anew.
///
/// A folder is its name, a zero byte, how many entries it covers (-1 when it is not known any more), a space, how many
/// folders follow that are directly in it, a line feed and, when it is known, the name of its tree.
struct CachedTrees {
  private var name: [UInt8] = []
  private var entries: Int?
  private var tree: [UInt8] = []
  private var folders: [CachedTrees] = []

  /// Folders deeper than this are not followed.
  private static let deepest = 256

  /// Reads the extension; `nil` when it is damaged, and can be left out.
  init?(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    guard let root = CachedTrees(&rest, depth: 0), rest.isEmpty else { return nil }
    self = root
  }

  private init?(_ rest: inout ArraySlice<UInt8>, depth: Int) {
    guard depth < Self.deepest, let zero = rest.firstIndex(of: 0) else { return nil }
    name = Array(rest[..<zero])
    rest = rest[(zero + 1)...]
    guard let lineFeed = rest.prefix(32).firstIndex(of: 0x0A) else { return nil }
    let numbers = String(decoding: rest[..<lineFeed], as: UTF8.self).split(separator: " ")
    rest = rest[(lineFeed + 1)...]
    guard numbers.count == 2, let covered = Int(numbers[0]), let count = Int(numbers[1]), count >= 0,
      count <= rest.count + 1
    else { return nil }
    if covered >= 0 {
      guard rest.count >= ObjectID.length else { return nil }
      entries = covered
      tree = Array(rest.prefix(ObjectID.length))
      rest = rest.dropFirst(ObjectID.length)
    }
    for _ in 0..<count {
      guard let folder = CachedTrees(&rest, depth: depth + 1) else { return nil }
      folders.append(folder)
    }
  }

  /// The names of the trees that are known.
  var known: [ObjectID] {
    folders.reduce(into: entries == nil ? [] : [tree.withUnsafeBytes { ObjectID($0) }]) { $0 += $1.known }
  }

  /// Forgets what the folders on the way to a path would be written as.
  mutating func forget(_ path: ArraySlice<UInt8>) {
    entries = nil
    guard let slash = path.firstIndex(of: UInt8(ascii: "/")) else { return }
    let folder = path[..<slash]
    guard let index = folders.firstIndex(where: { $0.name.elementsEqual(folder) }) else { return }
    folders[index].forget(path[(slash + 1)...])
  }

  /// The extension's bytes.
  ///
  /// - Parameter isShort: whether nothing is said of the folders in one that is known as a whole, which git then finds
  ///   out when it needs them; what is left grows with the folders that change and not with all that there are.
  func bytes(isShort: Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes, isShort)
    return bytes
  }

  private func append(to bytes: inout [UInt8], _ isShort: Bool) {
    let shown = isShort && entries != nil ? [] : folders
    bytes += name
    bytes.append(0)
    bytes += "\(entries ?? -1) \(shown.count)\n".utf8
    if entries != nil { bytes += tree }
    for folder in shown { folder.append(to: &bytes, isShort) }
  }
}
